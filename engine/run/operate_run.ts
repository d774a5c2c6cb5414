import type pg from 'pg'
import sql from 'sql-template-tag'
import { endUnpublished } from './end_run.ts'
import type { Begun } from './begin_run.ts'
import { lockLease } from '../meta/lease.ts'
import { checkContracts } from '../check/check_contracts.ts'
import type { Project } from '../project/compile.ts'
import { inTransaction, type Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import { leaseSeconds } from '../meta/lease.ts'
import { throwProblems } from '../base/problems.ts'
import { readStanding } from '../meta/read_run_state.ts'
import { recordEvent } from '../meta/record_event.ts'
import { retryNodes } from './retry_nodes.ts'
import { done, refusal, type Action, type Standing } from '../meta/run_state.ts'
import { skipNodes } from './skip_nodes.ts'

/** What a person asks of a parked run. The same `order_id` twice is one order. */
export type Order = { action: Exclude<Action, 'cancel'>; node: string | null; reason: string | null; actor: string; order_id: string }

/** `run` is set where the run builds again and has to be gone on with. */
export type Operated = { run: Begun | null; standing: Standing }

/**
 * Retries, skips, approves or rejects a parked run. A retry takes the models as `compile` gives them now.
 * Refused, with nothing changed, where the run does not stand so, or readers were moved since it began.
 */
export async function operateRun(
  database: Database,
  url: string,
  compile: () => Promise<Project>,
  runId: number,
  order: Order,
): Promise<Operated> {
  const { action, node, reason, actor, order_id } = order
  // A refusal is told at once; compiling takes a second or more.
  const before = await readStanding(database, runId)
  if (before.state === 'parked') refuse(refusal(action, node, before))
  const project = action === 'retry' && before.state === 'parked' ? await compile() : null
  if (project) throwProblems(await checkContracts(url, project))

  return inTransaction(database, async (connection) => {
    await lockLease(connection)
    const run = await lockRun(connection, runId)
    if (run.last_order !== order_id) {
      const standing = await readStanding(connection, runId)
      refuse(refusal(action, node, standing))
      if (run.is_over)
        refuse(`Run ${runId} was parked until ${run.parked_until.toISOString()}: nobody decided in time\nBuild again: memberhouse build`)
      let detail = reason
      if (action === 'reject') await endUnpublished(connection, runId, 'rejected', reason, actor)
      else if (action === 'skip') detail = (await skipNodes(connection, runId, node, actor)).join(', ')
      else {
        refuseMoved(run)
        if (action === 'retry') detail = (await retryNodes(connection, project!, run, node)).join(', ')
        await takeLease(connection, runId, action === 'approve' ? actor : null)
      }
      if (action !== 'reject') await recordEvent(connection, runId, done[action], actor, detail)
      await connection.query(sql`update meta.run set last_order = ${order_id} where run_id = ${runId}`)
    }
    const standing = await readStanding(connection, runId)
    const { fence } = await lockRun(connection, runId)
    return { standing, run: standing.state === 'building' ? { run_id: runId, fence, as_of: run.as_of } : null }
  })
}

type Locked = Begun & {
  last_order: string | null
  parked_until: Date
  is_over: boolean
  expected_release: number | null
  pointer: number | null
}

async function lockRun(connection: pg.PoolClient, runId: number): Promise<Locked> {
  const { rows } = await connection.query<Locked>(
    sql`select run.run_id, run.fence, run.as_of, run.last_order, run.parked_until, run.expected_release, pointer.release as pointer,
         coalesce(run.parked_until <= clock_timestamp(), false) as is_over
     from meta.run cross join meta.pointer where run.run_id = ${runId} for update of run, pointer`,
  )
  return rows[0]!
}

/** The run builds again, under a new fence: whoever still works for it under the old one is refused. */
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
  refuse(
    `Readers were moved from release ${expected_release ?? 'none'} to ${pointer ?? 'none'} since run ${run_id} began: it cannot be published any more\nPossible: memberhouse run cancel ${run_id}, or build again with: memberhouse build --supersede`,
  )
}

/** Throws the first line as the message and the others as what to do. */
export function refuse(why: string | null): void {
  if (why === null) return
  const [message, ...hint] = why.split('\n')
  throw new MemberhouseError(message!, hint.length === 0 ? {} : { hint: hint.join('\n') })
}
