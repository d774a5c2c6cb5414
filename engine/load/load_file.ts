import type { Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import sql from 'sql-template-tag'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { explainSuperseded, hidesKey } from './arrange.ts'
import type { StagedColumn } from './scan/file_layout.ts'
import { FileRefusal } from './file_refusal.ts'
import { land } from './land.ts'
import { openLanding } from '../store/by_change/landing.ts'
import { fileRows } from '../store/names.ts'
import { isKnown } from './earlier_files.ts'
import { hashFile } from './scan/read_bytes.ts'
import { judgeIdentifiers, type Judge } from './judge_identifiers.ts'
import { noRows, recordBatch, type FileOutcome } from './record_batch.ts'
import { recordColumns } from './record_columns.ts'
import { collectRejected, createRejected, findMissing } from './reject.ts'
import type { SourceModel } from '../project/source_model.ts'
import { deletesByAbsence, keepLanded, writeChanges } from './write_changes.ts'

/** One file to load into a source; `name` is what its rows are stored with. */
export type FileToLoad = { path: string; name: string }
/** What a person has checked and accepts: rows that the files lack are deleted, or files older than those loaded are loaded. */
export type Accepted = { closed: boolean; older: boolean }

/**
 * Loads files of one source in one transaction, in this order. All of a file is kept, or only the record that it was refused; a file that
 * is refused or fails does not stop the others.
 */
export async function loadTogether(
  database: Database,
  source: SourceModel,
  files: FileToLoad[],
  accepted: Accepted = { closed: false, older: false },
  judge?: Judge,
): Promise<FileOutcome[]> {
  await database.query(sql`insert into meta.source (source) values (${source.name}) on conflict do nothing`)
  // Read before the transaction begins, which must not idle.
  const seen: SeenFile[] = []
  for (const file of files) seen.push(await see(file))
  return inTransaction(database, async (connection) => {
    await begin(connection, source)
    const outcomes: FileOutcome[] = []
    for (const file of seen) outcomes.push(await loadFile(connection, source, file, accepted, judge))
    return outcomes
  })
}

type SeenFile = FileToLoad & { seconds: number } & ({ before: Stats; hash: string } | { error: Error })

async function see(file: FileToLoad): Promise<SeenFile> {
  const started = performance.now()
  const read = async () => ({ before: await stat(file.path), hash: await hashFile(file.path) })
  const found = await read().catch((error: Error) => ({ error }))
  return { ...file, ...found, seconds: secondsSince(started) }
}

async function loadFile(
  connection: Connection,
  source: SourceModel,
  file: SeenFile,
  accepted: Accepted,
  judge?: Judge,
): Promise<FileOutcome> {
  const started = performance.now()
  const outcome = { ...noRows, file: file.path, source: source.name }
  const seconds = () => file.seconds + secondsSince(started)
  await connection.query('savepoint before_file')
  try {
    if ('error' in file) throw file.error
    if (await isKnown(connection, source, file.name, file.hash, accepted.older)) return { ...outcome, state: 'known', seconds: seconds() }
    const loaded = await loadRows(connection, source, file, file.hash, accepted.closed, judge)
    const after = await stat(file.path)
    if (after.size !== file.before.size || after.mtimeMs !== file.before.mtimeMs) {
      throw new FileRefusal('the file was written to while it was read', { hint: 'Load it again when it is complete.' })
    }
    await connection.query(`drop table if exists ${temporaryTables.map((name) => `pg_temp.${name}`).join(', ')}`)
    return { ...loaded, seconds: seconds() }
  } catch (thrown) {
    const error = thrown as Error
    await connection.query('rollback to savepoint before_file').catch(() => Promise.reject(error))
    if (!(error instanceof FileRefusal)) return { ...outcome, state: 'failed', seconds: seconds(), error }
    const hash = 'error' in file ? null : file.hash
    const batch_id = await recordBatch(connection, source, file.name, hash, { ...noRows, error })
    return { ...outcome, state: 'refused', batch_id, seconds: seconds(), error }
  } finally {
    await connection.query('release savepoint before_file').catch(() => {})
  }
}

// Each file creates its own.
const temporaryTables = ['record', 'document', 'rejected', 'difference', fileRows]

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

async function loadRows(
  connection: Connection,
  source: SourceModel,
  { path, name: fileName }: FileToLoad,
  hash: string,
  acceptsClosed: boolean,
  judge?: Judge,
): Promise<FileOutcome> {
  const { rows } = await connection.query<{ batch_id: number }>(
    `select nextval(pg_get_serial_sequence('meta.batch', 'batch_id')) as batch_id`,
  )
  const batch_id = rows[0]!.batch_id
  await connection.query('savepoint before_landing')
  const landing = await openLanding(connection, source, batch_id, fileName)
  const landed = await land(connection, source, path, landing)
  const { layout, missing: empty, rows_read, rows_landed, last_line, blank_lines } = landed
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
  const judged = await judgeIdentifiers(connection, arrived, layout, judge)
  const isDeletionUnsure = faulty > 0 && deletesByAbsence(source) && (await hidesKey(connection, source))
  const written = landing.isDirect
    ? await keepLanded(connection, source, landing, rows_landed)
    : await writeChanges(connection, source, landing, batch_id, fileName, !isDeletionUnsure, acceptsClosed)
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
    rows_superseded: written.superseded,
    rows_deleted: written.closed,
    is_deletion_unsure: isDeletionUnsure,
  }
  await recordBatch(connection, source, fileName, hash, all, arrived)
  await recordColumns(connection, source, batch_id, rows_read, layout, empty, judged)
  return { ...all, file: path, source: source.name, state: 'loaded' }
}

const extraColumns = (layout: StagedColumn[]) => layout.filter((column) => column.isExtra).map((column) => column.header)
const percent = (rate: number) => `${Number((rate * 100).toFixed(2))} %`
const secondsSince = (started: number) => (performance.now() - started) / 1000
