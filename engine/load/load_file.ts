import { stat } from 'node:fs/promises'
import sql, { raw } from 'sql-template-tag'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { explainSuperseded, hidesKey } from './arrange.ts'
import type { StagedColumn } from './scan/file_layout.ts'
import { FileRefusal } from './file_refusal.ts'
import { land } from './land.ts'
import { openLanding } from '../store/by_change/landing.ts'
import { hashFile } from './scan/read_bytes.ts'
import { collectRejected, createRejected, findMissing } from './reject.ts'
import type { SourceModel } from '../project/source_model.ts'
import { endsByAbsence, keepLanded, refuseEmptying, writeChanges } from './write_changes.ts'

/** What became of one file. `known`: its content was loaded before. `failed`: something else than the file went wrong. */
export type FileOutcome = {
  file: string
  source: string | null
  state: 'loaded' | 'known' | 'refused' | 'failed'
  batch_id: number | null
  rows_read: number
  rows_accepted: number
  rows_unchanged: number
  rows_rejected: number
  rows_ended: number
  /** A rejected row hides its key, so that nothing was ended for being absent. */
  is_deletion_unsure: boolean
  extra_columns: string[]
  blank_lines: number
  seconds: number
  error: Error | null
}

/** The counts of a file before any of its rows was looked at. */
export const noRows = {
  batch_id: null,
  rows_read: 0,
  rows_accepted: 0,
  rows_unchanged: 0,
  rows_rejected: 0,
  rows_ended: 0,
  is_deletion_unsure: false,
  extra_columns: [],
  blank_lines: 0,
  seconds: 0,
  error: null,
}

/** Loads one file in one transaction: all of it, or nothing but the note that it was refused. */
export async function loadFile(database: Database, source: SourceModel, path: string, fileName: string): Promise<FileOutcome> {
  const before = await stat(path)
  const hash = await hashFile(path)
  await database.query(sql`insert into meta.source (source) values (${source.name}) on conflict do nothing`)
  try {
    return await inTransaction(database, async (connection) => {
      await begin(connection, source)
      if (await isKnown(connection, source, fileName, hash)) return { ...noRows, file: path, source: source.name, state: 'known' }
      const outcome = await take(connection, source, path, fileName, hash)
      const after = await stat(path)
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
        throw new FileRefusal('the file was written to while it was read', { hint: 'Load it again when it is complete.' })
      }
      return outcome
    })
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error
    const batchId = await inTransaction(database, (connection) => record(connection, source, fileName, hash, { ...noRows, error }))
    return { ...noRows, file: path, source: source.name, state: 'refused', batch_id: batchId, error }
  }
}

async function begin(connection: Connection, source: SourceModel): Promise<void> {
  // Dates that need guessing (01/02/2026) are refused rather than guessed.
  await connection.query(
    `set local client_connection_check_interval = '500ms'; set local lock_timeout = '10s'; set local jit = off;
     set local work_mem = '128MB'; set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'`,
  )
  try {
    // Held until the commit: batches of a source get their numbers in the order in which they are seen.
    await connection.query(sql`select from meta.source where source = ${source.name} for update`)
  } catch (cause) {
    if ((cause as { code?: string }).code !== '55P03') throw cause
    throw new MemberhouseError(`another load of ${source.name} is under way`, { hint: 'Load again when it is done.', cause })
  }
}

async function isKnown(connection: Connection, source: SourceModel, fileName: string, hash: string): Promise<boolean> {
  const by = source.kind.deletion.by
  const { rows } = await connection.query<{ is_known: boolean }>(
    sql`select exists (
         select from (
             select content_hash from meta.batch
             where source = ${source.name} and state = 'loaded' and (not ${by === 'replaces_file'} or file_name = ${fileName})
             order by batch_id desc
             limit ${by === 'whole_file' || by === 'replaces_file' ? 1 : null}
         ) as loaded
         where content_hash = ${hash}
     ) as is_known`,
  )
  return rows[0]!.is_known
}

async function take(connection: Connection, source: SourceModel, path: string, fileName: string, hash: string): Promise<FileOutcome> {
  const { rows } = await connection.query<{ batch_id: number }>(
    `select nextval(pg_get_serial_sequence('meta.batch', 'batch_id')) as batch_id`,
  )
  const batch_id = rows[0]!.batch_id
  await connection.query('savepoint before_landing')
  const landing = await openLanding(connection, source, batch_id, fileName)
  const landed = await land(connection, source, path, landing)
  const { layout, rows_read, rows_landed, last_line, blank_lines } = landed
  if (rows_read === 0) await refuseEmptying(connection, source, fileName)
  const faulty = rows_read - rows_landed
  const arrived = `${landing.table} where ${landing.isLanded}`
  const missing = faulty > 0 ? await findMissing(connection, `select source_line from ${arrived}`, last_line) : null
  const isRefused = faulty > source.kind.max_rejected_rate * rows_read
  if (isRefused) await connection.query('rollback to savepoint before_landing')
  await createRejected(connection, layout)
  if (missing) await collectRejected(connection, source, path, layout, missing)
  const counts = { ...noRows, batch_id, rows_read, rows_rejected: faulty, extra_columns: extraColumns(layout), blank_lines }
  if (isRefused) {
    const error = new FileRefusal(
      `${faulty} of ${rows_read} rows are rejected, more than the ${percent(source.kind.max_rejected_rate)} that ${source.name} allows`,
    )
    await record(connection, source, fileName, hash, { ...counts, error })
    return { ...counts, file: path, source: source.name, state: 'refused', error }
  }
  const isDeletionUnsure = faulty > 0 && endsByAbsence(source) && (await hidesKey(connection, source))
  const written = landing.isDirect
    ? await keepLanded(connection, source, landing, rows_landed)
    : await writeChanges(connection, source, landing, batch_id, fileName, !isDeletionUnsure)
  if (written.superseded > 0) {
    const known = `select source_line from ${arrived} union all select source_line from rejected`
    await collectRejected(connection, source, path, layout, await findMissing(connection, known, last_line))
    await explainSuperseded(connection, source, arrived)
  }
  const all = {
    ...counts,
    rows_accepted: written.accepted,
    rows_unchanged: rows_landed - written.superseded - written.accepted,
    rows_rejected: faulty + written.superseded,
    rows_ended: written.ended,
    is_deletion_unsure: isDeletionUnsure,
  }
  await record(connection, source, fileName, hash, all, arrived)
  return { ...all, file: path, source: source.name, state: 'loaded' }
}

type Recorded = Omit<FileOutcome, 'file' | 'source' | 'state'>

/** Books a batch and keeps its rejected rows: loaded when `arrived` names its rows, else refused. */
async function record(
  connection: Connection,
  source: SourceModel,
  fileName: string,
  hash: string,
  counts: Recorded,
  arrived?: string,
): Promise<number> {
  const { freshness } = source.kind
  const newest = arrived && freshness ? raw(`(select max(${JSON.stringify(freshness.column)}::date) from ${arrived})`) : null
  const { rows } = await connection.query<{ batch_id: number }>(
    sql`insert into meta.batch (batch_id, source, state, file_name, content_hash,
         rows_read, rows_accepted, rows_unchanged, rows_rejected, rows_ended, extra_columns, newest_on, loaded_at, error)
     overriding system value
     values (
         coalesce(${counts.batch_id}, nextval(pg_get_serial_sequence('meta.batch', 'batch_id'))),
         ${source.name}, ${arrived ? 'loaded' : 'refused'}, ${fileName}, ${hash},
         ${counts.rows_read}, ${counts.rows_accepted}, ${counts.rows_unchanged}, ${counts.rows_rejected}, ${counts.rows_ended},
         ${counts.extra_columns}, ${newest}, transaction_timestamp(), ${counts.error?.message ?? null}
     )
     returning batch_id`,
  )
  const batchId = rows[0]!.batch_id
  if (counts.rows_rejected > 0) {
    await connection.query(
      sql`insert into ods.rejected_row (batch_id, source, file_name, source_line, raw_text, reasons)
       select ${batchId}, ${source.name}, ${fileName}, source_line, raw_text, reasons from rejected order by source_line`,
    )
  }
  if (arrived) await connection.query(sql`update meta.source set newest_batch_id = ${batchId} where source = ${source.name}`)
  return batchId
}

const extraColumns = (layout: StagedColumn[]) => layout.filter((column) => column.isExtra).map((column) => column.header)
const percent = (rate: number) => `${Number((rate * 100).toFixed(2))} %`
