import sql from 'sql-template-tag'
import { inTransaction, type Connection, type Database } from './database.ts'
import { LeaseLost, releaseLease, type Lease } from './lease.ts'
import { MemberhouseError } from './errors.ts'
import { requirePublished } from './read_releases.ts'
import { readStanding } from './read_standing.ts'
import { recordEvent } from './record_event.ts'
import type { RunRequest } from './run_request.ts'
import type { Standing } from './run_state.ts'
import { describeFailures, type Failed } from './walk.ts'

/**
 * Ends a run whose nodes were walked: its release is published, or kept as a candidate with the reason why; or parks it, where nodes
 * failed or a gate is closed. `failed` holds what the walker knows of failures; a worker that died wrote none down.
 * Asked again, it tells where the run stands.
 */
export function publishRun(
  database: Database,
  lease: Lease,
  failed: Failed,
  { publication_delay_ms, parked_hours }: Times,
): Promise<Standing> {
  return inTransaction(database, async (connection) => {
    // A publication that commits later than it takes effect would show two releases to one transaction.
    await connection.query(`set local transaction_timeout = '${Math.max(Math.floor(publication_delay_ms / 2), 1)}ms'`)
    const { rows } = await connection.query<Candidate>(
      sql`select run.state, run.fence, run.request, run.expected_release, run.as_of, run.approved_by, published.as_of as published_as_of,
           pointer.release as pointer,
           run.as_of < published.as_of as is_backwards
       from meta.run
       left join meta.release as published on published.release = run.expected_release
       cross join meta.pointer
       where run.run_id = ${lease.run_id} for update of run, pointer`,
    )
    const run = rows[0]!
    if (run.state !== 'building') return readStanding(connection, lease.run_id)
    if (run.fence !== lease.fence) throw new LeaseLost(lease)

    const broken = await readFailures(connection, lease.run_id, failed)
    const candidate = broken.length > 0 ? null : await whyCandidate(connection, lease.run_id, run)
    const closed =
      broken.length > 0 || candidate !== null || run.approved_by !== null ? [] : await readClosedGates(connection, lease.run_id)
    if (broken.length > 0) await park(connection, lease, 'retry', describeFailures(broken), parked_hours)
    else if (candidate !== null) await becomeCandidate(connection, lease.run_id, candidate, run.request.actor)
    else if (closed.length > 0) await park(connection, lease, 'approval', closed.join('\n'), parked_hours)
    else {
      await connection.query(
        sql`select meta.publish(
             ${lease.run_id}, ${run.expected_release}, 'publish', ${run.request.actor},
             make_interval(secs => ${publication_delay_ms / 1000}), ${lease.fence}
         )`,
      )
      await connection.query(sql`update meta.run set state = 'published', ended_at = clock_timestamp() where run_id = ${lease.run_id}`)
      await recordEvent(connection, lease.run_id, 'published', run.request.actor)
    }
    await releaseLease(connection, lease)
    return readStanding(connection, lease.run_id)
  })
}

type Times = { publication_delay_ms: number; parked_hours: number }
type Candidate = {
  state: string
  fence: number
  request: RunRequest
  expected_release: number | null
  as_of: string
  approved_by: string | null
  published_as_of: string | null
  pointer: number | null
  is_backwards: boolean | null
}

/** The nodes of a run that failed, by what they wrote down and by what the walker knows. */
async function readFailures(connection: Connection, runId: number, known: Failed): Promise<Failed> {
  await connection.query(
    sql`update meta.run_node as node set state = 'failed', error = known.message, ended_at = clock_timestamp()
     from jsonb_to_recordset(${JSON.stringify(known)}) as known(name text, message text)
     where node.run_id = ${runId} and node.node = known.name and node.state in ('waiting', 'running', 'cancelled')`,
  )
  const { rows } = await connection.query<Failed[number]>(
    sql`select node as name, coalesce(error, 'failed') as message from meta.run_node
     where run_id = ${runId} and state = 'failed' and kind <> 'view' order by position`,
  )
  return rows
}

/** Why a finished run is not published by itself, or null. */
async function whyCandidate(connection: Connection, runId: number, run: Candidate): Promise<string | null> {
  const { select, exclude, publish } = run.request
  if (publish === 'never') return 'asked not to publish'
  if (select.length > 0 || exclude.length > 0) return 'built a selection'
  if (run.is_backwards && publish !== 'always')
    return `its as_of ${run.as_of} lies before that of the published release, ${run.published_as_of} (--publish publishes it all the same)`
  if (run.pointer !== run.expected_release)
    return `the published release moved from ${run.expected_release ?? 'none'} to ${run.pointer ?? 'none'} meanwhile`
  const { rows } = await connection.query<{ node: string }>(
    sql`select node from meta.run_node where run_id = ${runId} and state = 'skipped' order by position`,
  )
  return rows.length === 0 ? null : `skipped ${rows.map((row) => row.node).join(', ')}`
}

/** What the gates of a run found, a line each. */
async function readClosedGates(connection: Connection, runId: number): Promise<string[]> {
  const { rows } = await connection.query<{ line: string }>(
    sql`select format('%s: gate %s is closed', node, audit) as line from meta.audit_result
     where run_id = ${runId} and severity = 'gate' and failing_count > 0 order by node, audit`,
  )
  return rows.map((row) => row.line)
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

/** Moves readers to an older or newer kept release; returns when they are there. */
export async function rollbackTo(database: Database, release: number, actor: string, delayMs: number): Promise<void> {
  const effective_at = await inTransaction(database, async (connection) => {
    await connection.query(`set local transaction_timeout = '${Math.max(Math.floor(delayMs / 2), 1)}ms'`)
    const { rows } = await connection.query<{ release: number | null }>('select release from meta.pointer')
    if (rows[0]!.release === release) throw new MemberhouseError(`Release ${release} is the published one already`)
    await requirePublished(connection, release, 'be rolled back to')
    const moved = await connection.query<{ effective_at: Date }>(
      sql`select meta.publish(${release}, ${rows[0]!.release}, 'rollback', ${actor}, make_interval(secs => ${delayMs / 1000})) as effective_at`,
    )
    return moved.rows[0]!.effective_at
  })
  await untilEffective(database, effective_at)
}

/** Waits until readers' new transactions see a publication, by the database's clock; a Date has lost its microseconds. */
export async function untilEffective(database: Database, effective_at: Date): Promise<void> {
  for (;;) {
    const { rows } = await database.query<{ milliseconds: number }>(
      sql`select extract(epoch from ${effective_at}::timestamptz + interval '1 ms' - clock_timestamp())::float8 * 1000 as milliseconds`,
    )
    if (rows[0]!.milliseconds <= 0) return
    await new Promise((resolve) => setTimeout(resolve, Math.max(rows[0]!.milliseconds, 5)))
  }
}
