import sql from 'sql-template-tag'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import type { Lease } from '../meta/lease.ts'
import { readRunStatus } from '../meta/read_run_status.ts'
import { recordEvent } from '../meta/record_event.ts'
import type { RunStatus } from '../meta/run_state.ts'
import { endUnpublishedRun } from './end_run.ts'

/** Parks a run: it waits for a person and keeps what it built. finishRun releases its lease. */
export async function parkRun(
  connection: Connection,
  { run_id }: Lease,
  waitsFor: 'retry' | 'approval',
  detail: string,
  hours: number,
): Promise<void> {
  await connection.query(
    sql`update meta.run set state = 'parked', waits_for = ${waitsFor}, error = ${detail},
         parked_until = clock_timestamp() + make_interval(secs => ${hours * 3600})
     where run_id = ${run_id}`,
  )
  await recordEvent(connection, run_id, 'parked', 'memberhouse', detail)
}

/** Fails a parked run whose time to decide has run out; returns the status of the run either way. */
export function expireParked(database: Database, { run_id }: Lease): Promise<RunStatus> {
  return inTransaction(database, async (connection) => {
    const { rows } = await connection.query<{ error: string }>(
      sql`select error from meta.run
       where run_id = ${run_id} and state = 'parked' and parked_until <= clock_timestamp() for update`,
    )
    if (rows[0])
      await endUnpublishedRun(
        connection,
        run_id,
        'failed',
        `${rows[0].error}\nIt timed out waiting for an operator command.`,
        'memberhouse',
      )
    return readRunStatus(connection, run_id)
  })
}
