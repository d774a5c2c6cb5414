import { isUtf8 } from 'node:buffer'
import { literal, type Connection } from '../database.ts'
import { copyRows } from './copy_rows.ts'
import {
  isWrittenAsIso,
  documentValue,
  fieldRule,
  fieldRules,
  fileLayout,
  isMoment,
  listColumns,
  type StagedColumn,
} from './file_layout.ts'
import type { Found } from './scan.ts'
import { readHeader } from './read_header.ts'
import { scanFile } from './scan_file.ts'
import { fileColumns, type SourceModel } from './source_model.ts'
import { FileRefusal } from './file_refusal.ts'

export type Staged = { layout: StagedColumn[]; rows_read: number; rows_staged: number; last_line: number; blank_lines: number }

/** Brings what can be read and cast of a file, and has a whole key, into the temporary table `staged`, typed; counts everything. */
export async function stage(connection: Connection, source: SourceModel, path: string): Promise<Staged> {
  return source.kind.format === 'csv' ? stageCsv(connection, source, path) : stageNdjson(connection, source, path)
}

async function stageCsv(connection: Connection, source: SourceModel, path: string): Promise<Staged> {
  const layout = fileLayout(source, await readHeader(path, source))
  await connection.query(`create temp table staged (source_line bigint, ${listColumns(layout, (column) => column.type)}) on commit drop`)
  const counts = await copyFile(
    connection,
    source,
    path,
    `copy staged from stdin (format text, null '', on_error ignore, log_verbosity silent)`,
    fieldRules(source, layout),
  )
  return { layout, ...counts }
}

async function stageNdjson(connection: Connection, source: SourceModel, path: string): Promise<Staged> {
  await connection.query('create temp table document (source_line bigint, content jsonb) on commit drop')
  const counts = await copyFile(connection, source, path, 'copy document from stdin (on_error ignore, log_verbosity silent)', null)
  if (counts.rows_read === 0) throw new FileRefusal('the file is empty: it has not one line', { hint: 'Fetch the file again.' })
  const { rowCount: strays } = await connection.query(`delete from document where jsonb_typeof(content) <> 'object'`)
  const { rows } = await connection.query<{ name: string }>(
    'select distinct jsonb_object_keys(content) as name from document order by name',
  )
  const isReadable = counts.rows_staged > strays!
  const layout = fileLayout(source, isReadable ? rows.map((row) => row.name) : fileColumns(source).map((column) => column.header))
  await connection.query(`create temp table staged (source_line bigint, ${listColumns(layout, (column) => column.type)}) on commit drop`)
  const values = layout.map((column, place) => `${documentValue(column, 'content')} as value_${place}`)
  const isKept = fieldRules(source, layout).flatMap((rule, place) => (rule & fieldRule.key ? [`value_${place} is not null`] : []))
  const isValid = layout.flatMap((column, place) =>
    column.type === 'text'
      ? []
      : [
          `pg_input_is_valid(value_${place}, ${literal(column.type)}) is not false`,
          ...(isMoment(column.type) ? [`(${isWrittenAsIso(`value_${place}`, column.type)}) is not false`] : []),
        ],
  )
  const { rowCount } = await connection.query(
    `insert into staged select source_line, ${layout.map((column, place) => `value_${place}::${column.type}`).join(', ')}
     from (select source_line, ${values.join(', ')} from document offset 0) as taken_apart
     where ${[...isKept, ...isValid].join(' and ') || 'true'}
     order by source_line`,
  )
  return { layout, ...counts, rows_staged: rowCount! }
}

/** Sends the records of a file that can be taken apart; leaves out those with bytes that are no UTF-8. */
async function copyFile(
  connection: Connection,
  source: SourceModel,
  path: string,
  sql: string,
  rules: readonly number[] | null,
): Promise<Omit<Staged, 'layout'>> {
  let rowsRead = source.kind.format === 'csv' ? -1 : 0 // the header is no row
  let lastLine = 0
  let blankLines = 0
  const batches: Buffer[] = []
  const rowsStaged = await copyRows(connection, sql, async (send) => {
    const sink = {
      record(found: Found): boolean {
        lastLine = found.line
        return rowsRead++ >= 0 && found.problem === null && !found.isUnfit
      },
      batch(text: Buffer): void {
        batches.push(...readableParts(text, source.kind.encoding))
      },
    }
    const settle = async () => {
      for (const batch of batches.splice(0)) await send(batch)
    }
    blankLines = (await scanFile(path, source.kind, rules, sink, settle)).blank_lines
  })
  return { rows_read: rowsRead, rows_staged: rowsStaged, last_line: lastLine, blank_lines: blankLines }
}

// What decoding puts in place of bytes that are no GB18030.
const replacement = Buffer.from('\ufffd')

/** Whether bytes are text in the encoding that their file declares. */
export const isReadable = (text: Buffer, encoding: 'utf8' | 'gb18030'): boolean =>
  encoding === 'utf8' ? isUtf8(text) : !text.includes(replacement)

/** A batch as it is or, where some of it is not text, the lines of it that are. */
function readableParts(text: Buffer, encoding: 'utf8' | 'gb18030'): Buffer[] {
  if (isReadable(text, encoding)) return [text]
  const parts: Buffer[] = []
  for (let start = 0; start < text.length;) {
    const end = text.indexOf(0x0a, start) + 1
    const record = text.subarray(start, end)
    if (isReadable(record, encoding)) parts.push(record)
    start = end
  }
  return [Buffer.concat(parts)]
}
