import sql, { raw } from 'sql-template-tag'
import type { Connection } from '../postgres/database.ts'
import type { SourceModel } from '../project/source_model.ts'
import { periodOf } from './file_order.ts'

/** The outcome of one file. `known`: its content was loaded before. `failed`: the fault is not in the file. */
export type FileOutcome = {
  file: string
  source: string | null
  state: 'loaded' | 'known' | 'refused' | 'failed'
  batch_id: number | null
  rows_read: number
  rows_accepted: number
  rows_unchanged: number
  rows_rejected: number
  rows_deleted: number
  /** Of the rejected rows, those that a later line of the file superseded. */
  rows_superseded: number
  /** A rejected row has no readable key, so no row was deleted for being absent. */
  is_deletion_unsure: boolean
  extra_columns: string[]
  blank_lines: number
  seconds: number
  error: Error | null
}

/** The counts of a file of which no row was read. */
export const noRows = {
  batch_id: null,
  rows_read: 0,
  rows_accepted: 0,
  rows_unchanged: 0,
  rows_rejected: 0,
  rows_deleted: 0,
  rows_superseded: 0,
  is_deletion_unsure: false,
  extra_columns: [],
  blank_lines: 0,
  seconds: 0,
  error: null,
}

type Recorded = Omit<FileOutcome, 'file' | 'source' | 'state'>

/** Records a batch with its rejected rows: loaded when `arrived` names its rows, else refused. Returns its number. */
export async function recordBatch(
  connection: Connection,
  source: SourceModel,
  fileName: string,
  hash: string | null,
  counts: Recorded,
  arrived?: string,
): Promise<number> {
  const { freshness } = source.kind
  const named = periodOf(fileName)
  const newest = arrived && freshness ? raw(`(select max(${JSON.stringify(freshness.column)}::date) from ${arrived})`) : null
  const { rows } = await connection.query<{ batch_id: number }>(
    sql`insert into meta.batch (batch_id, source, state, file_name, content_hash,
         rows_read, rows_accepted, rows_unchanged, rows_rejected, rows_superseded, rows_deleted, extra_columns, newest_on,
         starts_on, period, loaded_at, error)
     overriding system value
     values (
         coalesce(${counts.batch_id}, nextval(pg_get_serial_sequence('meta.batch', 'batch_id'))),
         ${source.name}, ${arrived ? 'loaded' : 'refused'}, ${fileName}, ${hash},
         ${counts.rows_read}, ${counts.rows_accepted}, ${counts.rows_unchanged}, ${counts.rows_rejected}, ${counts.rows_superseded}, ${counts.rows_deleted},
         ${counts.extra_columns}, ${newest}, coalesce(${named?.starts_on ?? null}::date, (transaction_timestamp() at time zone 'utc')::date),
         ${named?.period ?? 'day'}, transaction_timestamp(), ${counts.error?.message ?? null}
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
  // A file without changes is no reason to build what reads the source.
  const isChange = counts.rows_accepted > 0 || counts.rows_deleted > 0
  if (arrived)
    await connection.query(
      sql`update meta.source set newest_batch_id = ${batchId}
       where source = ${source.name} and (${isChange} or newest_batch_id = 0)`,
    )
  return batchId
}
