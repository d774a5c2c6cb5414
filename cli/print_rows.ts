import { once } from 'node:events'
import { formatTable } from '../engine/base/format_table.ts'
import { MemberhouseError } from '../engine/base/errors.ts'
import type { Database } from '../engine/postgres/database.ts'
import type { RowSink, TextValues } from '../engine/postgres/stream_rows.ts'
import { streamAsReader, type Reading } from '../engine/release/stream_as_reader.ts'
import { jsonRows } from './json_rows.ts'

export type RowFormat = { json?: boolean; csv?: boolean }

/** A format: turns rows into text. `end` returns what follows the last row. */
export type RowWriter = {
  columns: (columns: Parameters<RowSink['columns']>[0]) => string
  row: (values: TextValues) => string
  end: () => string
}

const chunkLength = 65_536

/** Prints what a select returns, as a table, CSV or JSON. Values are exact. CSV and JSON are printed while the rows arrive. */
export async function printSelect(database: Database, select: string, reading: Reading, { json, csv }: RowFormat): Promise<void> {
  const writer = json ? jsonRows() : csv ? csvRows() : tableRows()
  let text = ''
  const flush = async () => {
    const written = process.stdout.write(text)
    text = ''
    if (!written) await once(process.stdout, 'drain')
  }
  await streamAsReader(database, select, reading, {
    columns: (columns) => {
      text = writer.columns(columns)
    },
    row: (values) => {
      text += writer.row(values)
      return text.length < chunkLength ? undefined : flush()
    },
  })
  text += writer.end()
  await flush()
}

const csvRows = (): RowWriter => ({
  columns: (columns) => csvLine(columns.map(({ name }) => name)),
  row: csvLine,
  end: () => '',
})

// A table is printed after its last row, since every row counts for the widths.
const [tableLimit, tableTextLimit] = [20_000, 20_000_000]

function tableRows(): RowWriter {
  let names: string[] = []
  const rows: TextValues[] = []
  let length = 0
  return {
    columns: (columns) => {
      names = columns.map(({ name }) => name)
      return ''
    },
    row: (values) => {
      rows.push(values)
      for (const value of values) length += value?.length ?? 0
      if (rows.length > tableLimit || length > tableTextLimit)
        throw new MemberhouseError('The result is too large for a table, which holds 20,000 rows or 20 MB of text at most', {
          hint: 'Print it with --csv or --json, or add a limit.',
        })
      return ''
    },
    end: () => `${formatTable(names, rows)}\n${rows.length === 1 ? '1 row' : `${rows.length.toLocaleString('en')} rows`}\n`,
  }
}

/** Formats a row as a line of CSV. */
export const csvLine = (row: readonly (string | null)[]): string => `${row.map(csvField).join(',')}\n`

/** Null is an empty field; an empty text is quoted, and so is the end-of-data mark of COPY. */
function csvField(value: string | null): string {
  if (value === null) return ''
  return value === '' || value === '\\.' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
