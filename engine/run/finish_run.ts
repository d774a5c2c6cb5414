import sql from 'sql-template-tag'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import { LeaseLost, releaseLease, type Lease } from '../meta/lease.ts'
import { readRunStatus } from '../meta/read_run_status.ts'
import { recordEvent } from '../meta/record_event.ts'
import type { RunRequest } from '../meta/run_request.ts'
import type { RunStatus } from '../meta/run_state.ts'
import { publish } from '../release/publish.ts'
import { endAsCandidate } from './end_run.ts'
import { parkRun } from './park_run.ts'
import { describeFailures, type NodeFailure } from './walk.ts'

/**
 * Decides the outcome of a run after its nodes were built: parks it when nodes failed or a gate is closed, ends it as a candidate when it
 * must not be published automatically, or else publishes it. `failed` adds the failures that a lost worker could not record.
 * For a run that is no longer building it only returns the status.
 */
export function finishRun(
  database: Database,
  lease: Lease,
  failed: NodeFailure[],
  { publication_delay_ms, parked_hours }: Times,
): Promise<RunStatus> {
  return inTransaction(database, async (connection) => {
    const { rows } = await connection.query<FinishedRun>(
      sql`select run.state, run.fence, run.request, run.expected_release, run.as_of, run.as_of_gate, run.approved_by,
           published.as_of as published_as_of,
           pointer.release as pointer,
           run.as_of < published.as_of as is_backwards
       from meta.run
       left join meta.release as published on published.release = run.expected_release
       cross join meta.pointer
       where run.run_id = ${lease.run_id} for update of run, pointer`,
    )
    const run = rows[0]!
    if (run.state !== 'building') return readRunStatus(connection, lease.run_id)
    if (run.fence !== lease.fence) throw new LeaseLost(lease)

    const failures = await readFailures(connection, lease.run_id, failed)
    const objection = failures.length > 0 ? null : await whyNotPublished(connection, lease.run_id, run)
    const closed =
      failures.length > 0 || objection !== null || run.approved_by !== null ? [] : await readClosedGates(connection, lease.run_id, run)
    if (failures.length > 0) await parkRun(connection, lease, 'retry', describeFailures(failures), parked_hours)
    else if (objection !== null) await endAsCandidate(connection, lease.run_id, objection, run.request.actor)
    else if (closed.length > 0) await parkRun(connection, lease, 'approval', closed.join('\n'), parked_hours)
    else {
      await publish(connection, {
        release: lease.run_id,
        expected: run.expected_release,
        kind: 'publish',
        actor: run.request.actor,
        delay_ms: publication_delay_ms,
        fence: lease.fence,
      })
      await connection.query(sql`update meta.run set state = 'published', ended_at = clock_timestamp() where run_id = ${lease.run_id}`)
      await recordEvent(connection, lease.run_id, 'published', run.request.actor)
    }
    await releaseLease(connection, lease)
    return readRunStatus(connection, lease.run_id)
  })
}

type Times = { publication_delay_ms: number; parked_hours: number }
type FinishedRun = {
  state: string
  fence: number
  request: RunRequest
  expected_release: number | null
  as_of: string
  as_of_gate: string | null
  approved_by: string | null
  published_as_of: string | null
  pointer: number | null
  is_backwards: boolean | null
}

/** Records the failures that the walker knows, then reads the failed nodes of a run with their errors. */
async function readFailures(connection: Connection, runId: number, known: NodeFailure[]): Promise<NodeFailure[]> {
  await connection.query(
    sql`update meta.run_node as node set state = 'failed', error = known.message, ended_at = clock_timestamp()
     from jsonb_to_recordset(${JSON.stringify(known)}) as known(name text, message text)
     where node.run_id = ${runId} and node.node = known.name and node.state in ('waiting', 'running', 'cancelled')`,
  )
  const { rows } = await connection.query<NodeFailure>(
    sql`select node as name, coalesce(error, 'failed') as message from meta.run_node
     where run_id = ${runId} and state = 'failed' and kind <> 'view' order by position`,
  )
  return rows
}

/** Returns why a finished run is not published automatically; null when it is. */
async function whyNotPublished(connection: Connection, runId: number, run: FinishedRun): Promise<string | null> {
  const { select, exclude, publish } = run.request
  if (publish === 'never') return 'asked not to publish'
  if (select.length > 0 || exclude.length > 0) return 'built a selection'
  // A step back that closes the gate of the as_of waits for an approval instead, which then publishes it.
  if (run.is_backwards && publish !== 'always' && run.as_of_gate === null)
    return `its as_of ${run.as_of} is before that of the published release, ${run.published_as_of} (use --publish to publish it anyway)`
  if (run.pointer !== run.expected_release)
    return `the published release moved from ${run.expected_release ?? 'none'} to ${run.pointer ?? 'none'} meanwhile`
  const { rows } = await connection.query<{ node: string }>(
    sql`select node from meta.run_node where run_id = ${runId} and state = 'skipped' order by position`,
  )
  return rows.length === 0 ? null : `skipped ${rows.map((row) => row.node).join(', ')}`
}

/** Reads the closed gates of a run, one line for each. */
async function readClosedGates(connection: Connection, runId: number, { as_of_gate }: FinishedRun): Promise<string[]> {
  const { rows } = await connection.query<{ line: string }>(
    sql`select format('%s: gate %s is closed', node, audit) as line from meta.audit_result
     where run_id = ${runId} and severity = 'gate' and failing_count > 0 order by node, audit`,
  )
  const right = 'If the date is wrong, build with the right one: memberhouse build --supersede --as-of <date>'
  return [...(as_of_gate === null ? [] : [`${as_of_gate}. ${right}`]), ...rows.map(({ line }) => line)]
}
