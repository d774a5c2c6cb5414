import sql from 'sql-template-tag'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import { terminateBackends } from '../postgres/terminate_backends.ts'
import { releaseLease, type Lease } from '../meta/lease.ts'
import { readRunStatus } from '../meta/read_run_status.ts'
import { recordEvent } from '../meta/record_event.ts'
import type { RunStatus } from '../meta/run_state.ts'
import { describeFailures, type NodeFailure } from './walk.ts'

/**
 * Ends a run as failed or cancelled and releases its lease; its statements end before. Errors of its nodes take precedence over `detail`.
 */
export function abandonRun(database: Database, lease: Lease, state: 'failed' | 'cancelled', detail: string): Promise<RunStatus> {
  return inTransaction(database, async (connection) => {
    const { rows: failed } = await connection.query<NodeFailure>(
      sql`select node as name, error as message from meta.run_node
       where run_id = ${lease.run_id} and state = 'failed' and error is not null order by position`,
    )
    const why = state === 'failed' && failed.length > 0 ? describeFailures(failed) : detail
    const { rows } = await connection.query<{ actor: string }>(
      sql`select request ->> 'actor' as actor from meta.run
       where run_id = ${lease.run_id} and fence = ${lease.fence} and state in ('building', 'parked') for update`,
    )
    if (rows[0]) {
      // A worker that Temporal presumes dead may still build. No new attempt starts: it waits for the run's row, locked above.
      await terminateBackends(connection, lease.run_id)
      await endUnpublishedRun(connection, lease.run_id, state, why, rows[0].actor)
    }
    await releaseLease(connection, lease)
    return readRunStatus(connection, lease.run_id)
  })
}

/** Ends a run that is never published: its unfinished nodes are skipped or cancelled, and its release can no longer be read. */
export async function endUnpublishedRun(
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

/** Ends a run as a candidate: not published, and readable until the next run begins. */
export async function endAsCandidate(connection: Connection, runId: number, detail: string, actor: string): Promise<void> {
  await connection.query(sql`update meta.release set state = 'candidate' where release = ${runId} and state = 'building'`)
  await connection.query(sql`update meta.run_node set state = 'skipped' where run_id = ${runId} and kind = 'view' and state = 'waiting'`)
  await connection.query(
    sql`update meta.run set state = 'candidate', waits_for = null, parked_until = null, error = null, ended_at = clock_timestamp()
     where run_id = ${runId}`,
  )
  await recordEvent(connection, runId, 'candidate', actor, detail)
}
