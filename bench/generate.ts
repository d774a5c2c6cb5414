import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeHome } from '../tests/support/home.ts'
import { saveResult, timed } from './machine.ts'

// Writes the demo retailer with the command, in a separate process: npx tsx bench/generate.ts [persons]
const persons = Number(process.argv[2] ?? 1_000_000)

const printPeak = 'process.on("exit", () => process.stderr.write(`${process.resourceUsage().maxRSS} kB`))'

/** Runs the command and returns the peak memory of its process, in MB. */
async function generate(out: string): Promise<number> {
  const command = join(import.meta.dirname, '../scripts/memberhouse.mjs')
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(printPeak)}`,
    command,
    'generate',
    '--persons',
    `${persons}`,
    '--out',
    out,
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  const [code] = await once(child, 'close')
  const peak = /(\d+) kB$/.exec(errors)?.[1]
  if (code !== 0 || peak === undefined) throw new Error(`memberhouse generate ended with ${code}: ${errors}`)
  return Number(peak) / 1024
}

async function countLines(path: string): Promise<number> {
  let count = 0
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) {
    for (let at = (bytes as Buffer).indexOf(10); at >= 0; at = (bytes as Buffer).indexOf(10, at + 1)) count++
  }
  return count
}

const home = makeHome()
try {
  const out = join(home, 'exports')
  const { seconds, result: peak } = await timed(() => generate(out))
  const files = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  let [bytes, orderLines] = [0, 0]
  for (const file of files) {
    bytes += statSync(file).size
    // The first line of a CSV file is its header.
    if (/(order|pos)_line_/.test(file)) orderLines += (await countLines(file)) - Number(file.endsWith('.csv'))
  }
  await saveResult('generate', null, [
    { what: `${persons} persons: most memory held`, value: peak, unit: 'MB', at_most: 500 },
    { what: 'order lines written', value: orderLines, unit: 'lines', at_least: 10 * persons },
    { what: 'time', value: seconds, unit: 's' },
    { what: `${files.length} files`, value: bytes / 1e9, unit: 'GB' },
  ])
} finally {
  rmSync(home, { recursive: true, force: true })
}
