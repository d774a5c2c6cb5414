import type pg from 'pg'
import sql from 'sql-template-tag'
import { endUnpublishedRun } from './end_run.ts'
import type { BuildingRun } from './begin_run.ts'
import { lockLease } from '../meta/lease.ts'
import { checkContracts } from '../check/check_contracts.ts'
import type { Project } from '../project/compile.ts'
import { inTransaction, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { leaseSeconds } from '../meta/lease.ts'
import { throwProblems } from '../base/problems.ts'
import { readRunStatus } from '../meta/read_run_status.ts'
import { recordEvent } from '../meta/record_event.ts'
import { retryNodes } from './retry_nodes.ts'
import { actionEvents, refusal, type Action, type RunStatus } from '../meta/run_state.ts'
import { skipNodes } from './skip_nodes.ts'

/** A person's command for a parked run. A repeated `command_id` is the same command and runs once. */
export type OperatorCommand = {
  action: Exclude<Action, 'cancel'>
  node: string | null
  reason: string | null
  actor: string
  command_id: string
}

/** `run` is set when the run is building again; the caller then continues it. */
export type OperationOutcome = { run: BuildingRun | null; status: RunStatus }

/**
 * Retries, skips, approves or rejects a parked run. A retry uses the current models, from `compile`. Throws, and changes nothing, when
 * the state of the run does not allow the command, or the published release moved since the run began.
 */
export async function operateRun(
  database: Database,
  url: string,
  compile: () => Promise<Project>,
  runId: number,
  command: OperatorCommand,
): Promise<OperationOutcome> {
  const { action, node, reason, actor, command_id } = command
  // Refuse before compiling, which takes a second or more.
  const before = await readRunStatus(database, runId)
  if (before.state === 'parked') throwRefusal(refusal(action, node, before))
  const project = action === 'retry' && before.state === 'parked' ? await compile() : null
  if (project) throwProblems(await checkContracts(url, project))

  return inTransaction(database, async (connection) => {
    await lockLease(connection)
    const run = await lockRun(connection, runId)
    if (run.last_command_id !== command_id) {
      const status = await readRunStatus(connection, runId)
      throwRefusal(refusal(action, node, status))
      if (run.has_expired)
        throwRefusal(
          `Run ${runId} was parked until ${run.parked_until.toISOString()}: it timed out waiting for an operator command\nBuild again with: memberhouse build`,
        )
      let detail = reason
      if (action === 'reject') await endUnpublishedRun(connection, runId, 'rejected', reason, actor)
      else if (action === 'skip') detail = (await skipNodes(connection, runId, node, actor)).join(', ')
      else {
        refuseMoved(run)
        if (action === 'retry') detail = (await retryNodes(connection, project!, run, node)).join(', ')
        await takeLease(connection, runId, action === 'approve' ? actor : null)
      }
      if (action !== 'reject') await recordEvent(connection, runId, actionEvents[action], actor, detail)
      await connection.query(sql`update meta.run set last_command_id = ${command_id} where run_id = ${runId}`)
    }
    const status = await readRunStatus(connection, runId)
    const { fence } = await lockRun(connection, runId)
    return { status, run: status.state === 'building' ? { run_id: runId, fence, as_of: run.as_of } : null }
  })
}

type Locked = BuildingRun & {
  last_command_id: string | null
  parked_until: Date
  has_expired: boolean
  expected_release: number | null
  pointer: number | null
}

async function lockRun(connection: pg.PoolClient, runId: number): Promise<Locked> {
  const { rows } = await connection.query<Locked>(
    sql`select run.run_id, run.fence, run.as_of, run.last_command_id, run.parked_until, run.expected_release, pointer.release as pointer,
         coalesce(run.parked_until <= clock_timestamp(), false) as has_expired
     from meta.run cross join meta.pointer where run.run_id = ${runId} for update of run, pointer`,
  )
  return rows[0]!
}

/** Makes the run build again under a new fence, so that writes of workers with the old fence fail. */
async function takeLease(connection: pg.PoolClient, runId: number, approvedBy: string | null): Promise<void> {
  await connection.query(
    sql`with taken as (
         update meta.lease
         set fence = fence + 1, run_id = ${runId}, expires_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
         returning fence
     )
     update meta.run
     set state = 'building', fence = taken.fence, waits_for = null, parked_until = null, error = null, approved_by = ${approvedBy}
     from taken where run_id = ${runId}`,
  )
}

function refuseMoved({ run_id, expected_release, pointer }: Locked): void {
  if (pointer === expected_release) return
  throwRefusal(
    `The published release moved from ${expected_release ?? 'none'} to ${pointer ?? 'none'} after run ${run_id} began, so the run can no longer be published\nPossible: memberhouse run cancel ${run_id}, or build again with: memberhouse build --supersede`,
  )
}

/** Throws a refusal, its first line as the message and the rest as the hint; does nothing for null. */
export function throwRefusal(why: string | null): void {
  if (why === null) return
  const [message, ...hint] = why.split('\n')
  throw new MemberhouseError(message!, hint.length === 0 ? {} : { hint: hint.join('\n') })
}
