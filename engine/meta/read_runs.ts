import sql from 'sql-template-tag'
import type { Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'

export type RunRow = {
  run_id: number
  as_of: string
  state: string
  /** A candidate that can no longer be read, because another run has started. */
  has_ended: boolean
  runner: string
  workflow_id: string | null
  actor: string
  started_at: Date
  seconds: number | null
  error: string | null
  built_count: number
  unchanged_count: number
  carried_over_count: number
  failed_count: number
}

const runColumns = sql`
    run.run_id, run.as_of, run.state,
    exists (
        select from meta.release where release.release = run.run_id and release.state = 'ended' and run.state = 'candidate'
    ) as has_ended, run.runner, run.workflow_id, run.request ->> 'actor' as actor, run.started_at, run.error,
    extract(epoch from coalesce(run.ended_at, clock_timestamp()) - run.started_at)::float8 as seconds,
    (select count(*) from meta.run_node as node where node.run_id = run.run_id and node.state = 'built') as built_count,
    (select count(*) from meta.run_node as node where node.run_id = run.run_id and node.state = 'unchanged') as unchanged_count,
    (select count(*) from meta.run_node as node where node.run_id = run.run_id and node.state = 'carried_over') as carried_over_count,
    (select count(*) from meta.run_node as node where node.run_id = run.run_id and node.state = 'failed') as failed_count`

/** Lists the newest runs, newest first. */
export async function listRuns(database: Database, limit: number): Promise<RunRow[]> {
  const { rows } = await database.query<RunRow>(sql`select ${runColumns} from meta.run order by run.run_id desc limit ${limit}`)
  return rows
}

export type NodeRow = {
  node: string
  kind: string
  state: string
  reason: string | null
  row_count: number | null
  changed_count: number | null
  attempt: number
  seconds: number | null
  error: string | null
}

/** Reads the nodes of a run in the order of the graph. */
export async function readNodes(database: Database, runId: number): Promise<NodeRow[]> {
  const { rows } = await database.query<NodeRow>(
    sql`select node, kind, state, reason, row_count, changed_count, attempt, error,
         extract(epoch from coalesce(ended_at, clock_timestamp()) - started_at)::float8 as seconds
     from meta.run_node where run_id = ${runId} order by position`,
  )
  return rows
}

export type RunDetail = RunRow & {
  nodes: NodeRow[]
  events: { happened_at: Date; event: string; actor: string; detail: string | null }[]
  audits: {
    node: string
    audit: string
    severity: string
    failing_count: number
    sample: Record<string, string | null>[]
    columns: string[]
  }[]
}

/** Reads one run with its nodes, its events, and the audits that failed. */
export async function readRun(database: Database, runId: number): Promise<RunDetail> {
  const { rows } = await database.query<RunRow>(sql`select ${runColumns} from meta.run where run.run_id = ${runId}`)
  if (!rows[0]) throw new MemberhouseError(`There is no run ${runId}`, { hint: 'List runs with: memberhouse runs' })
  const [nodes, events, audits] = await Promise.all([
    readNodes(database, runId),
    database.query<RunDetail['events'][number]>(
      sql`select happened_at, event, actor, detail from meta.run_event where run_id = ${runId} order by event_id`,
    ),
    database.query<RunDetail['audits'][number]>(
      sql`select result.node, result.audit, result.severity, result.failing_count, (
           select coalesce(jsonb_agg(failure.failing_row order by failure.sample_number), '[]')
           from meta.audit_failure as failure
           where failure.run_id = result.run_id and failure.node = result.node and failure.audit = result.audit
       ) as sample, array(
           select jsonb_array_elements(node.definition -> 'columns') ->> 'name'
           from meta.run_node as node where node.run_id = result.run_id and node.node = result.node
       ) as columns
       from meta.audit_result as result where result.run_id = ${runId} and result.failing_count > 0 order by result.node, result.audit`,
    ),
  ])
  return { ...rows[0], nodes, events: events.rows, audits: audits.rows }
}
