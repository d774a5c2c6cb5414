import { isUtf8 } from 'node:buffer'
import { writeField } from '../postgres/copy_text.ts'
import { identifier, literal, type Connection } from '../postgres/database.ts'
import { copyRows } from '../postgres/copy_rows.ts'
import { documentValue, fieldRules, fileLayout, listColumns, type StagedColumn } from './scan/file_layout.ts'
import { isConverted, isValue, valueOf } from './scan/value_form.ts'
import type { Landing } from '../store/by_change/landing.ts'
import { fieldRule } from './scan/field_rule.ts'
import type { Found } from './scan/scan.ts'
import { readHeader } from './scan/read_header.ts'
import { scanFile } from './scan/scan_file.ts'
import { fileColumns, type SourceModel } from '../project/source_model.ts'
import { FileRefusal } from './file_refusal.ts'

type Counts = { rows_read: number; rows_landed: number; last_line: number; blank_lines: number }
/** `missing`: how many rows that could be split have nothing in a column, in the order of the layout. */
export type Landed = Counts & { layout: StagedColumn[]; missing: number[] }

/** Copies the rows of a file that can be read, cast and have a whole key to where they land; counts all rows. */
export async function land(connection: Connection, source: SourceModel, path: string, landing: Landing): Promise<Landed> {
  return source.kind.format === 'csv' ? landCsv(connection, source, path, landing) : landNdjson(connection, source, path, landing)
}

async function landCsv(connection: Connection, source: SourceModel, path: string, landing: Landing): Promise<Landed> {
  const layout = fileLayout(source, await readHeader(path, source))
  const rules = fieldRules(source, layout)
  const copy = (columns: string) => `copy ${columns} from stdin (format text, null '', on_error ignore, log_verbosity silent)`
  if (!layout.some((column) => column.isExtra || isConverted(column))) {
    const columns = ['source_line', ...[...landing.constants, ...layout].map(({ name }) => identifier(name))]
    const constants = landing.constants.map(({ value }) => writeField(value))
    const missing = layout.map(() => 0)
    const counts = await copyFile(connection, source, path, copy(`${landing.table} (${columns.join(', ')})`), rules, missing, constants)
    return { layout, missing, ...counts }
  }
  const typeOf = (column: StagedColumn) => (isConverted(column) ? 'text' : column.type)
  await connection.query(`create temp table record (source_line bigint, ${listColumns(layout, typeOf)}) on commit drop`)
  const missing = layout.map(() => 0)
  const counts = await copyFile(connection, source, path, copy('record'), rules, missing)
  const converted = layout.filter(isConverted)
  const rows = converted.length === 0 ? 'record' : `record where ${converted.map(isValue).join(' and ')}`
  const take = (column: StagedColumn) => (isConverted(column) ? valueOf(column) : identifier(column.name))
  return { layout, missing, ...counts, rows_landed: await insertLanding(connection, landing, layout, rows, take) }
}

async function landNdjson(connection: Connection, source: SourceModel, path: string, landing: Landing): Promise<Landed> {
  await connection.query('create temp table document (source_line bigint, content jsonb) on commit drop')
  const counts = await copyFile(connection, source, path, 'copy document from stdin (on_error ignore, log_verbosity silent)', null, [])
  if (counts.rows_read === 0) throw new FileRefusal('the file is empty: it has no lines', { hint: 'Fetch the file again.' })
  const { rowCount: strays } = await connection.query(`delete from document where jsonb_typeof(content) <> 'object'`)
  const { rows } = await connection.query<{ name: string }>(
    'select distinct jsonb_object_keys(content) as name from document order by name',
  )
  const isReadable = counts.rows_landed > strays!
  const layout = fileLayout(source, isReadable ? rows.map((row) => row.name) : fileColumns(source).map((column) => column.header))
  const values = layout.map((column) => `${documentValue(column, 'content')} as ${identifier(column.name)}`)
  const isKept = fieldRules(source, layout).flatMap((rule, place) =>
    rule & fieldRule.key ? [`${identifier(layout[place]!.name)} is not null`] : [],
  )
  const isValid = layout.flatMap((column) => (column.type === 'text' ? [] : [isValue(column)]))
  const rows_landed = await insertLanding(
    connection,
    landing,
    layout,
    `(select source_line, ${values.join(', ')} from document offset 0) as document_row
     where ${[...isKept, ...isValid].join(' and ') || 'true'} order by source_line`,
    (column) => valueOf(column),
  )
  return { layout, missing: await countMissing(connection, source, landing, layout), ...counts, rows_landed }
}

/**
 * Counts the lines without a value in each column: in the rows that landed, since looking into each document took at least half as long
 * as inserting all of them, and in the documents that did not land. The table of a source without a key also holds the rows of earlier files.
 */
async function countMissing(
  connection: Connection,
  { kind: { key } }: SourceModel,
  landing: Landing,
  layout: StagedColumn[],
): Promise<number[]> {
  const count = async (rows: string, isMissing: (column: StagedColumn) => string) => {
    const counts = layout.map((column) => `count(*) filter (where ${isMissing(column)})`)
    const { rows: found } = await connection.query<{ counts: number[] }>(
      `select array[${counts.join(', ')}]::integer[] as counts from ${rows}`,
    )
    return found[0]!.counts
  }
  const inDocument = (column: StagedColumn) => `${documentValue(column, 'content')} is null`
  if (key.length === 0) return count('document', inDocument)
  const landed = `${landing.table} where ${landing.isLanded}`
  const inRows = await count(landed, (column) => (column.isExtra ? 'false' : `${identifier(column.name)} is null`))
  const inOthers = await count(`document where source_line not in (select source_line from ${landed})`, inDocument)
  return inRows.map((rows, place) => rows + inOthers[place]!)
}

/** Writes rows that have a file's columns to where they land; undeclared columns go into one JSON object without nulls, or null. */
async function insertLanding(
  connection: Connection,
  landing: Landing,
  layout: StagedColumn[],
  rows: string,
  take: (column: StagedColumn) => string,
): Promise<number> {
  const declared = layout.filter((column) => !column.isExtra)
  const extras = layout.filter((column) => column.isExtra)
  const headers = extras.map(({ header }) => literal(header)).join(', ')
  const extra =
    extras.length > 0 ? `nullif(jsonb_strip_nulls(jsonb_object(array[${headers}], array[${listColumns(extras)}])), '{}')` : 'null'
  const names = [...landing.constants, ...declared].map(({ name }) => identifier(name))
  const values = [...landing.constants.map(({ value }) => literal(value)), ...declared.map(take)]
  const { rowCount } = await connection.query(
    `insert into ${landing.table} (${[...names, 'extra', 'source_line'].join(', ')}) select ${[...values, extra, 'source_line'].join(', ')} from ${rows}`,
  )
  return rowCount!
}

/**
 * Sends the records of a file that can be split, each after its line number and `constants`; skips records in another encoding. Adds the
 * empty fields of each column to `missing`.
 */
async function copyFile(
  connection: Connection,
  source: SourceModel,
  path: string,
  sql: string,
  rules: readonly number[] | null,
  missing: number[],
  constants: readonly string[] = [],
): Promise<Counts> {
  let rowsRead = source.kind.format === 'csv' ? -1 : 0 // the header is not a row
  let lastLine = 0
  let blankLines = 0
  const batches: Buffer[] = []
  const rowsLanded = await copyRows(connection, sql, async (send) => {
    const sink = {
      record(found: Found): boolean {
        lastLine = found.line
        // The header is not a row.
        if (rowsRead++ < 0 || found.problem !== null) return false
        for (let place = 0; place < missing.length; place++) missing[place]! += found.isEmpty[place]!
        return !found.isUnfit
      },
      batch(text: Buffer): void {
        batches.push(...readableParts(text, source.kind.encoding))
      },
    }
    const settle = async () => {
      for (const batch of batches.splice(0)) await send(batch)
    }
    blankLines = (await scanFile(path, source.kind, rules, sink, settle, constants)).blank_lines
  })
  return { rows_read: rowsRead, rows_landed: rowsLanded, last_line: lastLine, blank_lines: blankLines }
}
// Decoding puts this in place of bytes that are not GB18030.
const replacement = Buffer.from('\ufffd')

/** Whether the bytes are valid in the declared encoding of their file. */
export const isReadable = (text: Buffer, encoding: 'utf8' | 'gb18030'): boolean =>
  encoding === 'utf8' ? isUtf8(text) : !text.includes(replacement)

/** The batch, or the valid lines of a batch that has invalid ones. */
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
