import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { Config } from '../engine/project/config.ts'
import type { Connection } from '../engine/postgres/database.ts'
import { dayIn } from '../engine/base/calendar_day.ts'
import { firstNight, missingNights } from '../engine/meta/missing_nights.ts'
import { readWarehouseState, type WarehouseState } from '../engine/meta/warehouse_state.ts'

/** The connections of a pool, and how many requests wait for one. */
export type Pool = { size: number; in_use: number; idle: number; waiting: number }

/** The content type of the metrics. */
export const metricsType = Registry.PROMETHEUS_CONTENT_TYPE

const ofProcess = new Registry()

/**
 * The metrics of a worker for Prometheus. Figures of the warehouse are read from the database on each request, so they are correct after a
 * restart and the same from every worker. Without a connection, only figures of the process are returned.
 */
export async function describeMetrics(
  config: Pick<Config, 'schedule' | 'time_zone'>,
  pool: Pool,
  connection: Connection | null,
): Promise<string> {
  if (ofProcess.getMetricsAsArray().length === 0) collectDefaultMetrics({ register: ofProcess })
  const registry = new Registry()
  const gauge = (name: string, help: string, labels: string[] = []) =>
    new Gauge({ name: `memberhouse_${name}`, help, labelNames: labels, registers: [registry] })
  gauge('postgres_up', 'Whether the database answers.').set(connection === null ? 0 : 1)
  const connections = gauge('pool_connections', "Connections of this worker's pool, and requests waiting for one.", ['state'])
  for (const state of ['in_use', 'idle', 'waiting'] as const) connections.set({ state }, pool[state])
  gauge('pool_size', "The maximum number of connections in this worker's pool.").set(pool.size)
  if (connection !== null) {
    const state = await readWarehouseState(connection, dayIn(config.time_zone, new Date()))
    const since = await firstNight(connection, 'scheduled')
    const missing = since === null ? 0 : (await missingNights(connection, config, since)).length
    gauge('nights_missing', 'Nights since the first scheduled one that published no release.').set(missing)
    describeRuns(gauge, state)
    describeSources(gauge, registry, state)
  }
  return `${await registry.metrics()}\n${await ofProcess.metrics()}`
}

type MakeGauge = (name: string, help: string, labels?: string[]) => Gauge
const seconds = (moment: Date) => moment.getTime() / 1000

function describeRuns(gauge: MakeGauge, { release, runs, building, parked, newest }: WarehouseState): void {
  if (release !== null) {
    gauge('release', 'The release that readers see.').set(release.release)
    gauge('release_newest', 'The newest published release; after a rollback, readers see another one.').set(release.newest_release)
    gauge('release_published_timestamp_seconds', 'When the release that readers see was published.').set(seconds(release.published_at))
    gauge('release_age_seconds', 'Seconds since the release that readers see was published.').set(release.age_seconds)
    gauge('release_as_of_timestamp_seconds', 'The as_of date of the release, exclusive, at midnight UTC.').set(
      Date.parse(release.as_of) / 1000,
    )
  }
  const byState = gauge('runs', 'Runs by their current state.', ['state'])
  for (const state of ['building', 'parked', 'published', 'candidate', 'failed', 'cancelled', 'rejected', 'superseded']) {
    byState.set({ state }, runs[state] ?? 0)
  }
  gauge('lease_held', 'Whether a run holds the lease.').set(building?.expires_at ? 1 : 0)
  gauge('building_run', 'The run that is building, or 0.').set(building?.run_id ?? 0)
  gauge('building_nodes', 'Nodes of the run that is building.').set(building?.nodes ?? 0)
  gauge('building_nodes_done', 'How many of these nodes are done.').set(building?.nodes_done ?? 0)
  const until = gauge('parked_until_timestamp_seconds', 'When a parked run will fail unless an operator command arrives.', ['run'])
  for (const { run_id, parked_until } of parked) until.set({ run: String(run_id) }, seconds(parked_until))
  if (newest === null) return
  gauge('newest_run', 'The newest run that is no longer building; the next three metrics are about its nodes.').set(newest.run_id)
  const duration = gauge('node_seconds', 'Duration of each node that the newest run built.', ['node'])
  const rows = gauge('node_rows', 'Rows of each node that the newest run built.', ['node'])
  const failed = gauge('node_failed', 'Nodes that failed in the newest run.', ['node'])
  for (const node of newest.nodes) {
    if (node.state === 'failed') failed.set({ node: node.node }, 1)
    if (node.seconds !== null) duration.set({ node: node.node }, node.seconds)
    if (node.row_count !== null && node.kind !== 'audit') rows.set({ node: node.node }, node.row_count)
  }
}

function describeSources(gauge: MakeGauge, registry: Registry, { sources }: WarehouseState): void {
  const age = gauge('source_age_days', "Days from a source's newest row to today, in the business time zone.", ['source'])
  const limit = gauge('source_age_limit_days', 'The age in days above which a run warns or fails.', ['source', 'severity'])
  const counter = (name: string, help: string, labels: string[]) =>
    new Counter({ name: `memberhouse_${name}`, help, labelNames: labels, registers: [registry] })
  const rows = counter('source_rows_total', 'Rows of all loaded files, by outcome.', ['source', 'outcome'])
  const files = counter('source_files_total', 'Files that were loaded or refused.', ['source', 'outcome'])
  for (const { source, age_days, warn_days, error_days, ...counts } of sources) {
    if (age_days !== null) age.set({ source }, age_days)
    if (warn_days !== null) limit.set({ source, severity: 'warn' }, warn_days)
    if (error_days !== null) limit.set({ source, severity: 'error' }, error_days)
    for (const [outcome, count] of Object.entries(counts.rows)) rows.inc({ source, outcome }, count)
    for (const [outcome, count] of Object.entries(counts.files)) files.inc({ source, outcome }, count)
  }
}
