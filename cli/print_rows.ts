import { formatTable } from '../engine/base/format_table.ts'
import type { SelectResult } from '../engine/release/read_as_reader.ts'

export type RowFormat = { json?: boolean; csv?: boolean }

/** Prints rows as a table, as CSV or as JSON. */
export function printRows({ columns, rows }: SelectResult, { json, csv }: RowFormat): void {
  if (json) {
    console.log(
      JSON.stringify(
        rows.map((row) => Object.fromEntries(columns.map((name, place) => [name, row[place]]))),
        null,
        2,
      ),
    )
  } else if (csv) {
    for (const row of [columns, ...rows]) process.stdout.write(csvLine(row))
  } else {
    console.log(
      formatTable(
        columns,
        rows.map((row) => row.map(cell)),
      ),
    )
    console.log(rows.length === 1 ? '1 row' : `${rows.length.toLocaleString('en')} rows`)
  }
}

const asText = (value: unknown) =>
  value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value)
const cell = (value: unknown) => (value === null ? '' : asText(value))

/** Formats a row as a line of CSV. */
export const csvLine = (row: readonly unknown[]): string => `${row.map(csvField).join(',')}\n`

/** Null is an empty field; an empty text is quoted. */
function csvField(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = asText(value)
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
