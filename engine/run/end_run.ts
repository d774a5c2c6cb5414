import sql from 'sql-template-tag'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import { releaseLease, type Lease } from '../meta/lease.ts'
import { readRunStatus } from '../meta/read_run_status.ts'
import { recordEvent } from '../meta/record_event.ts'
import type { RunStatus } from '../meta/run_state.ts'
import { describeFailures, type Failed } from './walk.ts'

/** Ends a run that will not be published; nothing of it is ever seen. What its nodes say of themselves stands before `detail`. */
export function abandonRun(database: Database, lease: Lease, state: 'failed' | 'cancelled', detail: string): Promise<RunStatus> {
  return inTransaction(database, async (connection) => {
    const { rows: failed } = await connection.query<Failed[number]>(
      sql`select node as name, error as message from meta.run_node
       where run_id = ${lease.run_id} and state = 'failed' and error is not null order by position`,
    )
    const why = state === 'failed' && failed.length > 0 ? describeFailures(failed) : detail
    const { rows } = await connection.query<{ actor: string }>(
      sql`select request ->> 'actor' as actor from meta.run
       where run_id = ${lease.run_id} and fence = ${lease.fence} and state in ('building', 'parked') for update`,
    )
    if (rows[0]) await endUnpublished(connection, lease.run_id, state, why, rows[0].actor)
    await releaseLease(connection, lease)
    return readRunStatus(connection, lease.run_id)
  })
}

/** Fails a parked run whose time is over; tells where it stands. */
export function expireParked(database: Database, { run_id }: Lease): Promise<RunStatus> {
  return inTransaction(database, async (connection) => {
    const { rows } = await connection.query<{ error: string }>(
      sql`select error from meta.run
       where run_id = ${run_id} and state = 'parked' and parked_until <= clock_timestamp() for update`,
    )
    if (rows[0]) await endUnpublished(connection, run_id, 'failed', `${rows[0].error}\nNobody decided in time.`, 'memberhouse')
    return readRunStatus(connection, run_id)
  })
}

/** The end of a run that is never seen: its unfinished nodes end, its release can no longer be read. */
export async function endUnpublished(
  connection: Connection,
  runId: number,
  state: 'failed' | 'cancelled' | 'rejected' | 'superseded',
  why: string | null,
  actor: string,
): Promise<void> {
  await connection.query(
    sql`update meta.run set state = ${state}, error = ${why}, waits_for = null, parked_until = null, ended_at = clock_timestamp()
     where run_id = ${runId}`,
  )
  await connection.query(sql`update meta.release set state = 'ended' where release = ${runId}`)
  await connection.query(
    sql`update meta.run_node set state = case state when 'waiting' then 'skipped' else 'cancelled' end, ended_at = clock_timestamp()
     where run_id = ${runId} and state in ('waiting', 'running')`,
  )
  await recordEvent(connection, runId, state, actor, why)
}

/** Lets a run wait for a person. It keeps what it built. */
export async function park(
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

/** Ends a run that can be read until the next one begins, and is not published. */
export async function becomeCandidate(connection: Connection, runId: number, detail: string, actor: string): Promise<void> {
  await connection.query(sql`update meta.release set state = 'candidate' where release = ${runId} and state = 'building'`)
  await connection.query(sql`update meta.run_node set state = 'skipped' where run_id = ${runId} and kind = 'view' and state = 'waiting'`)
  await connection.query(
    sql`update meta.run set state = 'candidate', waits_for = null, parked_until = null, error = null, ended_at = clock_timestamp()
     where run_id = ${runId}`,
  )
  await recordEvent(connection, runId, 'candidate', actor, detail)
}
