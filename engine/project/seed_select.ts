import { CsvError, parse } from 'csv-parse/sync'
import type { Column } from './contract.ts'
import { identifier, literal } from '../postgres/database.ts'

/** The rows of a seed as a select, with the line of each in its CSV. */
export type SeedRows = { text: string; lines: number[] }

const written: [type: RegExp, value: RegExp, how: string][] = [
  [/^(date|timestamp)/, /^\d{4}-\d{2}-\d{2}/, 'must be written YYYY-MM-DD'],
  [/^(integer|bigint)$/, /^-?\d+$/, 'must be a whole number'],
  [/^(numeric|double precision)/, /^-?\d+(\.\d+)?$/, 'must be a number, such as 12.5'],
  [/^boolean$/, /^(true|false)$/, 'must be true or false'],
]

// Spreadsheets leave lines behind that are blank or have only commas.
const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true }

/**
 * Returns a select of the rows of a seed's CSV, cast to the contract's types; an empty cell is null, and a line without a value is skipped.
 * Reports each line that is not CSV, has too few or too many values, or one that is not of its type. Throws if the file cannot be read or
 * its header differs.
 */
export async function seedSelect(
  file: string,
  columns: (Column & { name: string })[],
  read: (file: string) => Promise<string>,
  problem: (line: number, message: string) => void,
): Promise<SeedRows | undefined> {
  const parsed = parseCsv(await read(file), problem)
  if (parsed === undefined) return undefined
  const [header = [], ...rows] = parsed.map(({ record }) => record)
  const lines = parsed.slice(1).map(({ info }) => info.lines)
  const expected = columns.map((column) => column.name)
  if (header.join() !== expected.join())
    throw new Error(`${file} has the columns (${header.join(', ')}), but the contract declares (${expected.join(', ')})`)
  for (const [place, row] of rows.entries()) {
    if (row.length !== header.length) {
      problem(lines[place]!, `the header has ${header.length} columns, but this line has ${row.length}`)
      continue
    }
    for (const [index, { name, type }] of columns.entries()) {
      const rule = written.find(([of]) => of.test(type))
      if (rule && row[index] !== '' && !rule[1].test(row[index]!)) problem(lines[place]!, `${name} '${row[index]}' ${rule[2]}`)
    }
  }
  const records = rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] || null])))
  const typed = columns.map((column) => `${identifier(column.name)} ${column.type}`)
  return {
    text: `select ${expected.map((name) => `rows.${identifier(name)}`).join(', ')} from jsonb_to_recordset(${literal(JSON.stringify(records))}) as rows(${typed.join(', ')})`,
    lines,
  }
}

function parseCsv(text: string, problem: (line: number, message: string) => void) {
  try {
    return parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    problem(Number(error['lines']), `is not CSV: ${error.message}`)
    return undefined
  }
}
