import sql from 'sql-template-tag'
import { inTransaction, type Connection, type Database } from './database.ts'
import { releaseLease, type Lease } from './lease.ts'
import { MemberhouseError } from './errors.ts'
import { recordEvent } from './record_event.ts'
import type { RunRequest } from './run_request.ts'
import { describeFailures } from './walk.ts'

export type RunEnd = { state: 'published' | 'candidate' | 'failed' | 'cancelled'; detail: string | null; effective_at: Date | null }

/**
 * Ends a run whose nodes are all built: its release is published, or kept as a candidate with the reason why.
 * Asked again, it tells how the run ended.
 */
export function publishRun(database: Database, lease: Lease, delayMs: number): Promise<RunEnd> {
  return inTransaction(database, async (connection) => {
    // A publication that commits later than it takes effect would show two releases to one transaction.
    await connection.query(`set local transaction_timeout = '${Math.max(Math.floor(delayMs / 2), 1)}ms'`)
    const { rows } = await connection.query<Candidate>(
      sql`select run.state, run.request, run.expected_release, run.as_of, published.as_of as published_as_of,
           pointer.release as pointer,
           run.as_of < published.as_of as is_backwards
       from meta.run
       left join meta.release as published on published.release = run.expected_release
       cross join meta.pointer
       where run.run_id = ${lease.run_id} for update of run, pointer`,
    )
    const run = rows[0]!
    if (run.state !== 'building') return howItEnded(connection, lease.run_id)

    const detail = whyCandidate(run)
    let effective_at: Date | null = null
    if (detail === null) {
      const published = await connection.query<{ effective_at: Date }>(
        sql`select meta.publish(
             ${lease.run_id}, ${run.expected_release}, 'publish', ${run.request.actor},
             make_interval(secs => ${delayMs / 1000}), ${lease.fence}
         ) as effective_at`,
      )
      effective_at = published.rows[0]!.effective_at
    } else {
      await connection.query(sql`update meta.release set state = 'candidate' where release = ${lease.run_id} and state = 'building'`)
      await connection.query(
        sql`update meta.run_node set state = 'skipped' where run_id = ${lease.run_id} and kind = 'view' and state = 'waiting'`,
      )
    }
    const state = detail === null ? 'published' : 'candidate'
    await connection.query(sql`update meta.run set state = ${state}, ended_at = clock_timestamp() where run_id = ${lease.run_id}`)
    await recordEvent(connection, lease.run_id, state, run.request.actor, detail)
    await releaseLease(connection, lease)
    return { state, detail, effective_at }
  })
}

type Candidate = {
  state: string
  request: RunRequest
  expected_release: number | null
  as_of: string
  published_as_of: string | null
  pointer: number | null
  is_backwards: boolean | null
}

/** Why a finished run is not published by itself, or null. */
function whyCandidate(run: Candidate): string | null {
  const { select, exclude, publish } = run.request
  if (publish === 'never') return 'asked not to publish'
  if (select.length > 0 || exclude.length > 0) return 'built a selection'
  if (run.is_backwards && publish !== 'always')
    return `its as_of ${run.as_of} lies before that of the published release, ${run.published_as_of} (--publish publishes it all the same)`
  if (run.pointer !== run.expected_release)
    return `the published release moved from ${run.expected_release ?? 'none'} to ${run.pointer ?? 'none'} meanwhile`
  return null
}

/** Ends a run that will not be published; nothing of it is ever seen. What its nodes say of themselves stands before `detail`. */
export function abandonRun(database: Database, lease: Lease, state: 'failed' | 'cancelled', detail: string): Promise<RunEnd> {
  return inTransaction(database, async (connection) => {
    const { rows: failed } = await connection.query<{ name: string; message: string }>(
      sql`select node as name, error as message from meta.run_node
       where run_id = ${lease.run_id} and state = 'failed' and error is not null order by position`,
    )
    const why = state === 'failed' && failed.length > 0 ? describeFailures(failed) : detail
    const { rows } = await connection.query<{ actor: string }>(
      sql`update meta.run set state = ${state}, error = ${why}, ended_at = clock_timestamp()
       where run_id = ${lease.run_id} and state = 'building' returning request ->> 'actor' as actor`,
    )
    if (rows.length > 0) {
      await connection.query(sql`update meta.release set state = 'ended' where release = ${lease.run_id}`)
      await connection.query(
        sql`update meta.run_node set state = case state when 'waiting' then 'skipped' else 'cancelled' end, ended_at = clock_timestamp()
         where run_id = ${lease.run_id} and state in ('waiting', 'running')`,
      )
      await recordEvent(connection, lease.run_id, state, rows[0]!.actor, why)
    }
    await releaseLease(connection, lease)
    return howItEnded(connection, lease.run_id)
  })
}

/** What became of a run, and why. */
export async function howItEnded(connection: Connection | Database, runId: number): Promise<RunEnd> {
  const { rows } = await connection.query<RunEnd>(
    sql`select run.state, publication.effective_at, coalesce(run.error, (
         select event.detail from meta.run_event as event
         where event.run_id = run.run_id and event.event = run.state order by event.event_id desc limit 1
     )) as detail
     from meta.run
     left join meta.publication on publication.release = run.run_id and publication.kind = 'publish'
     where run.run_id = ${runId}`,
  )
  return rows[0]!
}

/** Moves readers to an older or newer kept release; returns when they are there. */
export async function rollbackTo(database: Database, release: number, actor: string, delayMs: number): Promise<void> {
  const effective_at = await inTransaction(database, async (connection) => {
    await connection.query(`set local transaction_timeout = '${Math.max(Math.floor(delayMs / 2), 1)}ms'`)
    const { rows } = await connection.query<{ release: number | null }>('select release from meta.pointer')
    if (rows[0]!.release === release) throw new MemberhouseError(`Release ${release} is the published one already`)
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
