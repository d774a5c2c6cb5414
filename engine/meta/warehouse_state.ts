import sql from 'sql-template-tag'
import type { Connection, Database } from '../postgres/database.ts'

export type SourceState = {
  source: string
  newest_on: string | null
  /** Days from the newest row to today; null without any row. */
  age_days: number | null
  warn_days: number | null
  error_days: number | null
  loaded_at: Date | null
  /** Of all files ever loaded. */
  rows: { accepted: number; unchanged: number; rejected: number; deleted: number }
  files: { loaded: number; refused: number }
  /** Of the files of the last 24 hours. */
  lately: { rows_read: number; rows_rejected: number; files_refused: number }
}

export type NodeState = { node: string; kind: string; state: string; seconds: number | null; row_count: number | null }

export type ParkedRun = {
  run_id: number
  as_of: string
  waits_for: 'retry' | 'approval'
  parked_until: Date
  failed: string[]
  gates: string[]
}

/** The health of a warehouse: the published release, the building and parked runs, and the state of its sources. */
export type WarehouseState = {
  release: { release: number; as_of: string; published_at: Date; age_seconds: number; newest_release: number } | null
  runs: Record<string, number>
  building: {
    run_id: number
    as_of: string
    actor: string
    started_at: Date
    /** When the lease expires unless it is renewed; null when the run has lost it. */
    expires_at: Date | null
    nodes: number
    nodes_done: number
    at_work: string[]
  } | null
  parked: ParkedRun[]
  /** The newest run that is not building, with the nodes that it started. */
  newest: { run_id: number; as_of: string; state: string; ended_at: Date | null; seconds: number | null; nodes: NodeState[] } | null
  sources: SourceState[]
}

/** Reads the health of a warehouse; `today` is the as_of of a night that would start now. */
export async function readWarehouseState(database: Connection | Database, today: string): Promise<WarehouseState> {
  const first = async <Row extends object>(statement: Parameters<typeof database.query>[0]) =>
    ((await database.query(statement)).rows[0] as Row | undefined) ?? null
  const release = await first<NonNullable<WarehouseState['release']>>(
    `select release.release, release.as_of, release.published_at,
         extract(epoch from clock_timestamp() - release.published_at)::float8 as age_seconds,
         (select max(newer.release) from meta.release as newer where newer.state = 'published') as newest_release
     from meta.release where release.release = meta.current_release()`,
  )
  const { rows: runs } = await database.query<{ state: string; runs: number }>(
    'select state, count(*) as runs from meta.run group by state order by state',
  )
  const building = await first<NonNullable<WarehouseState['building']>>(
    `select run.run_id, run.as_of, run.request ->> 'actor' as actor, run.started_at,
         case when lease.run_id = run.run_id and lease.expires_at > clock_timestamp() then lease.expires_at end as expires_at,
         count(node.node) as nodes,
         count(node.node) filter (where node.state not in ('waiting', 'running')) as nodes_done,
         coalesce(array_agg(node.node order by node.position) filter (where node.state = 'running'), '{}') as at_work
     from meta.run
     cross join meta.lease
     left join meta.run_node as node on node.run_id = run.run_id
     where run.state = 'building'
     group by run.run_id, lease.run_id, lease.expires_at`,
  )
  const { rows: parked } = await database.query<ParkedRun>(
    `select run.run_id, run.as_of, run.waits_for, run.parked_until, array(
         select node.node from meta.run_node as node
         where node.run_id = run.run_id and node.state = 'failed' and node.kind <> 'view' order by node.position
     ) as failed, array_remove(run.as_of_gate || array(
         select result.node || ': ' || result.audit from meta.audit_result as result
         where result.run_id = run.run_id and result.severity = 'gate' and result.failing_count > 0 order by result.node, result.audit
     ), null) as gates
     from meta.run where run.state = 'parked' order by run.run_id`,
  )
  const newest = await first<NonNullable<WarehouseState['newest']>>(
    `select run_id, as_of, state, ended_at, extract(epoch from ended_at - started_at)::float8 as seconds
     from meta.run where state <> 'building' order by run_id desc limit 1`,
  )
  const { rows: nodes } = await database.query<NodeState>(
    sql`select node, kind, state, extract(epoch from ended_at - started_at)::float8 as seconds, row_count
     from meta.run_node where run_id = ${newest?.run_id ?? null} and started_at is not null order by position`,
  )
  return {
    release,
    runs: Object.fromEntries(runs.map((row) => [row.state, row.runs])),
    building,
    parked,
    newest: newest && { ...newest, nodes },
    sources: await readSources(database, today),
  }
}

async function readSources(database: Connection | Database, today: string): Promise<SourceState[]> {
  const { rows } = await database.query<SourceState>(
    sql`select source.source, max(batch.newest_on) as newest_on, ${today}::date - max(batch.newest_on) as age_days,
         relation.warn_days, relation.error_days, max(batch.loaded_at) filter (where batch.state = 'loaded') as loaded_at,
         jsonb_build_object(
             'accepted', coalesce(sum(batch.rows_accepted) filter (where batch.state = 'loaded'), 0),
             'unchanged', coalesce(sum(batch.rows_unchanged) filter (where batch.state = 'loaded'), 0),
             'rejected', coalesce(sum(batch.rows_rejected) filter (where batch.state = 'loaded'), 0),
             'deleted', coalesce(sum(batch.rows_deleted) filter (where batch.state = 'loaded'), 0)
         ) as rows,
         jsonb_build_object(
             'loaded', count(*) filter (where batch.state = 'loaded'), 'refused', count(*) filter (where batch.state = 'refused')
         ) as files,
         jsonb_build_object(
             'rows_read', coalesce(sum(batch.rows_read) filter (where lately.is_recent), 0),
             'rows_rejected', coalesce(sum(batch.rows_rejected) filter (where lately.is_recent), 0),
             'files_refused', count(*) filter (where lately.is_recent and batch.state = 'refused')
         ) as lately
     from meta.source
     left join meta.relation on relation.relation = source.source
     left join meta.batch on batch.source = source.source
     left join lateral (select batch.loaded_at > clock_timestamp() - interval '1 day' as is_recent) as lately on true
     group by source.source, relation.warn_days, relation.error_days
     order by source.source`,
  )
  return rows
}

/** Compares the age of a source with the limits of its contract. */
export function freshnessOf({ age_days, warn_days, error_days }: SourceState): 'fresh' | 'stale' | 'too stale' | 'unknown' {
  if (age_days === null || warn_days === null || error_days === null) return 'unknown'
  return age_days > error_days ? 'too stale' : age_days > warn_days ? 'stale' : 'fresh'
}
