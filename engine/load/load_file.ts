import { stat } from 'node:fs/promises'
import sql from 'sql-template-tag'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { explainSuperseded, hidesKey } from './arrange.ts'
import type { StagedColumn } from './scan/file_layout.ts'
import { FileRefusal } from './file_refusal.ts'
import { land } from './land.ts'
import { openLanding } from '../store/by_change/landing.ts'
import { hashFile } from './scan/read_bytes.ts'
import { noRows, recordBatch, type FileOutcome } from './record_batch.ts'
import { collectRejected, createRejected, findMissing } from './reject.ts'
import type { SourceModel } from '../project/source_model.ts'
import { deletesByAbsence, keepLanded, refuseEmptying, writeChanges } from './write_changes.ts'

/** Loads one file in one transaction: all of it, or only the record that it was refused. */
export async function loadFile(database: Database, source: SourceModel, path: string, fileName: string): Promise<FileOutcome> {
  const before = await stat(path)
  const hash = await hashFile(path)
  await database.query(sql`insert into meta.source (source) values (${source.name}) on conflict do nothing`)
  try {
    return await inTransaction(database, async (connection) => {
      await begin(connection, source)
      if (await isKnown(connection, source, fileName, hash)) return { ...noRows, file: path, source: source.name, state: 'known' }
      const outcome = await loadRows(connection, source, path, fileName, hash)
      const after = await stat(path)
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
        throw new FileRefusal('the file was written to while it was read', { hint: 'Load it again when it is complete.' })
      }
      return outcome
    })
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error
    const batchId = await inTransaction(database, (connection) => recordBatch(connection, source, fileName, hash, { ...noRows, error }))
    return { ...noRows, file: path, source: source.name, state: 'refused', batch_id: batchId, error }
  }
}

async function begin(connection: Connection, source: SourceModel): Promise<void> {
  // Ambiguous dates (01/02/2026) are refused, not guessed.
  await connection.query(
    `set local client_connection_check_interval = '500ms'; set local lock_timeout = '10s'; set local jit = off;
     set local work_mem = '128MB'; set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'`,
  )
  try {
    // Held until the commit: readers see the batches of a source in the order of their numbers.
    await connection.query(sql`select from meta.source where source = ${source.name} for update`)
  } catch (cause) {
    if ((cause as { code?: string }).code !== '55P03') throw cause
    throw new MemberhouseError(`another load of ${source.name} is running`, { hint: 'Load again when it has finished.', cause })
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

async function loadRows(connection: Connection, source: SourceModel, path: string, fileName: string, hash: string): Promise<FileOutcome> {
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
    await recordBatch(connection, source, fileName, hash, { ...counts, error })
    return { ...counts, file: path, source: source.name, state: 'refused', error }
  }
  const isDeletionUnsure = faulty > 0 && deletesByAbsence(source) && (await hidesKey(connection, source))
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
    rows_deleted: written.closed,
    is_deletion_unsure: isDeletionUnsure,
  }
  await recordBatch(connection, source, fileName, hash, all, arrived)
  return { ...all, file: path, source: source.name, state: 'loaded' }
}

const extraColumns = (layout: StagedColumn[]) => layout.filter((column) => column.isExtra).map((column) => column.header)
const percent = (rate: number) => `${Number((rate * 100).toFixed(2))} %`
