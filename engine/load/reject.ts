import { writeField } from '../postgres/copy_text.ts'
import { identifier, type Connection } from '../postgres/database.ts'
import { copyRows } from '../postgres/copy_rows.ts'
import { reasons } from './reasons.ts'
import { documentValue, fieldRules, listColumns, type StagedColumn } from './scan/file_layout.ts'
import { scanFile } from './scan/scan_file.ts'
import { isReadable } from './land.ts'
import { holdsLoneCr } from './scan/line_end.ts'
import type { Found } from './scan/scan.ts'
import type { SourceModel } from '../project/source_model.ts'

/** Creates `rejected`, the temporary table of a file's rejected rows: raw text, fields and reasons. */
export async function createRejected(connection: Connection, layout: StagedColumn[]): Promise<void> {
  await connection.query(
    `create temp table rejected (problem text, raw_text text, source_line bigint, ${listColumns(layout, () => 'text')}, reasons text[]) on commit drop`,
  )
}

/** Reads the file again and copies each record that begins in one of the lines `missing` into `rejected`, with its reasons. */
export async function collectRejected(
  connection: Connection,
  source: SourceModel,
  path: string,
  layout: StagedColumn[],
  missing: Uint8Array,
): Promise<void> {
  const isCsv = source.kind.format === 'csv'
  const columns = isCsv ? `, ${listColumns(layout)}` : ''
  const noFields = Buffer.from(`${isCsv ? '\t'.repeat(layout.length) : ''}\n`)
  const rows: Buffer[] = []
  let isHeader = isCsv
  const sink = {
    record(found: Found): boolean {
      const { line, input, output } = found
      if (isHeader || !(missing[line >> 3]! & (1 << (line & 7)))) {
        isHeader = false
        return false
      }
      const raw = input.subarray(found.rawStart, found.rawEnd)
      const problem =
        (found.problem && `${found.problem}${holdsLoneCr(raw) ? ': it holds a CR without an LF, which may be a line end' : ''}`) ??
        (isReadable(raw, source.kind.encoding) ? '' : `holds bytes that are not ${source.kind.encoding === 'utf8' ? 'UTF-8' : 'GB18030'}`)
      const text = problem === '' && isCsv ? output.subarray(output.indexOf(0x09, found.textStart), found.textEnd) : noFields
      rows.push(Buffer.from(`${problem}\t${writeField(readable(raw))}\t${line}`), Buffer.from(text))
      return false
    },
    batch(): void {},
  }
  await copyRows(connection, `copy rejected (problem, raw_text, source_line${columns}) from stdin (format text, null '')`, async (send) => {
    await scanFile(path, source.kind, isCsv ? fieldRules(source, layout) : null, sink, async () => {
      if (rows.length > 0) await send(Buffer.concat(rows.splice(0)))
    })
  })
  if (!isCsv) await splitDocuments(connection, layout)
  await connection.query(
    `update rejected set reasons = array_remove(array[problem, ${reasons(source, layout).join(', ')}]::text[], null) where reasons is null`,
  )
}

/** One bit for each line up to `lastLine`, set for the lines that `known`, a select of line numbers, does not return. */
export async function findMissing(connection: Connection, known: string, lastLine: number): Promise<Uint8Array> {
  const missing = new Uint8Array((lastLine >> 3) + 1)
  await connection.query(
    `declare gap cursor for
     select previous_line, source_line from (
         select source_line, lag(source_line, 1, 0::bigint) over (order by source_line) as previous_line
         from (${known} union all select ${lastLine + 1}::bigint) as known
     ) as stretch
     where source_line > previous_line + 1`,
  )
  for (;;) {
    const { rows } = await connection.query<{ previous_line: number; source_line: number }>('fetch 10000 from gap')
    if (rows.length === 0) break
    for (const { previous_line, source_line } of rows) {
      for (let line = previous_line + 1; line < source_line; line++) missing[line >> 3]! |= 1 << (line & 7)
    }
  }
  await connection.query('close gap')
  return missing
}

async function splitDocuments(connection: Connection, layout: StagedColumn[]): Promise<void> {
  await connection.query(
    `update rejected set problem = 'not a JSON object' || coalesce(': ' || (pg_input_error_info(raw_text, 'jsonb')).message, '')
     where reasons is null and problem is null
         and case when pg_input_is_valid(raw_text, 'jsonb') then jsonb_typeof(raw_text::jsonb) <> 'object' else true end`,
  )
  const fields = layout.map((column) => `${identifier(column.name)} = ${documentValue(column, 'raw_text::jsonb')}`)
  await connection.query(`update rejected set ${fields.join(', ')} where reasons is null and problem is null`)
}

/** Bytes as text that Postgres can store: invalid UTF-8 and NUL as \xNN. */
function readable(raw: Buffer): string {
  if (isReadable(raw, 'utf8')) return raw.toString('utf8').replaceAll('\0', '\\x00')
  let text = ''
  for (let start = 0; start < raw.length;) {
    const first = raw[start]!
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    const character = raw.subarray(start, start + length)
    const isWhole = first !== 0 && isReadable(character, 'utf8')
    text += isWhole ? character.toString('utf8') : `\\x${first.toString(16).padStart(2, '0')}`
    start += isWhole ? length : 1
  }
  return text
}
