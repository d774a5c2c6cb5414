import type pg from 'pg'
import sql from 'sql-template-tag'
import { endUnpublishedRun } from './end_run.ts'
import { inTransaction, type Database } from '../postgres/database.ts'
import { terminateBackends } from '../postgres/terminate_backends.ts'
import { MemberhouseError } from '../base/errors.ts'
import { LeaseHeld, leaseSeconds, lockLease, type Lease } from '../meta/lease.ts'
import { recordEvent } from '../meta/record_event.ts'
import { judgeAsOf, type AsOfLimits } from '../meta/judge_as_of.ts'
import type { RunRequest } from '../meta/run_request.ts'

/** A run that holds the lease. */
export type BuildingRun = Lease & { as_of: string }

/**
 * Takes the lease and records a new run with its release. Ends the runs before it that were never published; their releases can no
 * longer be read. A retry by the same workflow returns the run that it began.
 */
export function beginRun(
  database: Database,
  request: RunRequest,
  { runner, workflow_id }: { runner: 'temporal' | 'local'; workflow_id: string | null },
  limits: AsOfLimits,
): Promise<BuildingRun> {
  return inTransaction(database, async (connection) => {
    const lease = await lockLease(connection)
    if (workflow_id !== null && lease.workflow_id === workflow_id) return { run_id: lease.run_id!, fence: lease.fence, as_of: lease.as_of! }
    if (lease.run_id !== null && lease.is_held)
      throw new LeaseHeld({ run_id: lease.run_id, started_at: lease.started_at!, actor: lease.actor! })

    if (lease.run_id !== null) await terminateBackends(connection, lease.run_id)
    await endEarlierRuns(connection, request)
    const { as_of, published, gate } = await judgeAsOf(connection, request.as_of, limits)
    const { rows } = await connection.query<BuildingRun>(
      sql`insert into meta.run (state, as_of, as_of_gate, request, runner, workflow_id, fence, expected_release, base_release)
       select 'building', ${as_of}, ${gate}, ${request}, ${runner}, ${workflow_id}, ${lease.fence + 1}, ${published}, max(release)
       from meta.release where state = 'published'
       returning run_id, fence, as_of`,
    )
    const run = rows[0]!
    await connection.query(
      sql`update meta.lease
       set fence = ${run.fence}, run_id = ${run.run_id}, expires_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})`,
    )
    await connection.query(sql`insert into meta.release (release, as_of, state) values (${run.run_id}, ${run.as_of}, 'building')`)
    await recordEvent(connection, run.run_id, 'began', request.actor, gate)
    return run
  })
}

/** Ends the runs that were never published: a run that lost its lease fails, a parked run is superseded, a candidate can no longer be read. */
async function endEarlierRuns(connection: pg.PoolClient, request: RunRequest): Promise<void> {
  const { rows } = await connection.query<{ run_id: number; error: string | null; is_parked: boolean; has_expired: boolean }>(
    `select run_id, error, state = 'parked' as is_parked, coalesce(parked_until <= clock_timestamp(), true) as has_expired
     from meta.run where state in ('building', 'parked') for update`,
  )
  for (const { run_id, error, is_parked, has_expired } of rows) {
    if (!is_parked) await endUnpublishedRun(connection, run_id, 'failed', 'its lease expired and another run began', request.actor)
    else if (has_expired)
      await endUnpublishedRun(connection, run_id, 'failed', `${error}\nIt timed out waiting for an operator command.`, 'memberhouse')
    else if (request.supersede || request.is_scheduled) await endUnpublishedRun(connection, run_id, 'superseded', error, request.actor)
    else
      throw new MemberhouseError(`Run ${run_id} is parked`, {
        hint: `See what it waits for with: memberhouse run show ${run_id}, or replace it with: memberhouse build --supersede`,
      })
  }
  await connection.query(`update meta.release set state = 'ended' where state = 'candidate'`)
}
