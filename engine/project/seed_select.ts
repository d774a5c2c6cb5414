import { parse } from 'csv-parse/sync'
import type { Column } from './contract.ts'
import { identifier, literal } from '../postgres/database.ts'

/** Returns a select of the rows of a seed's CSV, cast to the contract's types; an empty cell is null. */
export async function seedSelect(
  file: string,
  columns: (Column & { name: string })[],
  read: (file: string) => Promise<string>,
): Promise<string> {
  const [header = [], ...rows] = parse(await read(file), { bom: true }) as string[][]
  const expected = columns.map((column) => column.name)
  if (header.join() !== expected.join())
    throw new Error(`${file} has the columns (${header.join(', ')}), but the contract declares (${expected.join(', ')})`)
  for (const [place, row] of rows.entries()) {
    const ambiguous = columns.findIndex(
      ({ type }, index) => /^(date|timestamp)/.test(type) && row[index] !== '' && !/^\d{4}-\d{2}-\d{2}/.test(row[index]!),
    )
    if (ambiguous >= 0)
      throw new Error(`${file}, row ${place + 1}: ${columns[ambiguous]!.name} '${row[ambiguous]}' must be written YYYY-MM-DD`)
  }
  const records = rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] === '' ? null : row[index]])))
  const typed = columns.map((column) => `${identifier(column.name)} ${column.type}`)
  return `select ${expected.map((name) => `rows.${identifier(name)}`).join(', ')} from jsonb_to_recordset(${literal(JSON.stringify(records))}) as rows(${typed.join(', ')})`
}
