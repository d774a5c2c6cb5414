import { parse } from 'csv-parse/sync'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayFrom } from '../../seeds/demo/basics/calendar.ts'
import { generate } from '../../seeds/demo/generate.ts'

type Fields = Record<string, string>

/** Generates the exports of a demo retailer with some persons; call `remove` at the end. */
export function generateExports(persons: number, until = '2026-06-30') {
  const folder = mkdtempSync(join(tmpdir(), 'memberhouse-demo-'))
  generate({ seed: 1, persons, until: dayFrom(until) }, folder)
  const folders = readdirSync(folder)
    .filter((name) => name !== 'truth')
    .sort()

  /** All rows of a source in loading order, with their folder and file. */
  function* rows(source: string): Generator<Fields & { folder: string; file: string }> {
    for (const night of folders) {
      for (const file of readdirSync(join(folder, night)).sort()) {
        if (!new RegExp(`^${source}_\\d{4}-`).test(file)) continue
        for (const row of read(join(folder, night, file))) yield { ...row, folder: night, file }
      }
    }
  }
  return {
    folders: folders.map((name) => join(folder, name)),
    rows,
    /** The last row of each key. */
    last(source: string, ...key: string[]): Map<string, Fields> {
      const found = new Map<string, Fields>()
      for (const row of rows(source)) found.set(key.map((name) => row[name]).join(':'), row)
      return found
    },
    truth: (name: string): Fields[] => read(join(folder, 'truth', `${name}.csv`)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function read(path: string): Fields[] {
  // One of the demo's exports is encoded in GB18030.
  const text = new TextDecoder(path.includes('shop_member') ? 'gb18030' : 'utf8').decode(readFileSync(path))
  if (path.endsWith('.csv')) return parse(text, { columns: true })
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line) => Object.entries(JSON.parse(line) as Record<string, string | number | null>))
  return rows.map((entries) => Object.fromEntries(entries.map(([name, value]) => [name, String(value ?? '')])))
}

/** Returns the digits of a phone number without its country code. */
export const digits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(00)?86(?=1\d{10}$)/, '')

/** Converts an amount of a file to cents. */
export const cents = (amount: string): number => Math.round(100 * Number(amount))
