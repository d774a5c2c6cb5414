import type pg from 'pg'
import sql from 'sql-template-tag'
import { AuditFailed, recordAudits } from './audit_rows.ts'
import type { Database } from '../postgres/database.ts'
import { inOneMessage } from '../postgres/one_message.ts'
import { onConnection } from '../postgres/on_connection.ts'
import { plainSession } from '../postgres/plain_session.ts'
import { hidePersonalValues } from './hide_personal_values.ts'
import { holdLease, LeaseLost, type Lease } from '../meta/lease.ts'
import type { Build } from './fill_staging.ts'
import { runSettings } from '../store/run_settings.ts'
import type { StoredColumn } from '../store/store.ts'
import { writeRows, type Written } from './write_rows.ts'

export type NodeOutcome = { state: 'built' | 'unchanged' | 'carried_over'; row_count: number | null; changed_count: number | null }

/**
 * Builds one node of a run in one transaction: its rows, their audits, and the entry in the run's release. A second call returns the outcome
 * of the first. Throws AuditFailed, LeaseLost or an error of Postgres; the attempt is then rolled back.
 */
export async function buildNode(database: Database, lease: Lease, name: string, signal?: AbortSignal): Promise<NodeOutcome> {
  let attempt = 0
  let node: Build['node'] | null = null
  try {
    return await onConnection(database, `memberhouse:${lease.run_id}:${name}`, signal, async (connection) => {
      const started = await startAttempt(connection, lease, name)
      if (!('node' in started)) return started
      attempt = started.attempt
      node = started.node
      return build(connection, lease, { ...started, version: lease.run_id, url: database.options.connectionString!, signal })
    })
  } catch (error) {
    if (error instanceof AuditFailed) await recordAudits(database, lease.run_id, name, error.results)
    if (node) await hidePersonalValues(database, node, error)
    const message = error instanceof Error ? error.message : String(error)
    // Waits for the run's row: an attempt that a cancellation terminated has not failed.
    await database.query(
      sql`update meta.run_node
       set state = ${signal?.aborted ? 'cancelled' : 'failed'}, error = ${message}, ended_at = clock_timestamp()
       from (select from meta.run where run_id = ${lease.run_id} for share) as run
       where run_id = ${lease.run_id} and node = ${name} and state = 'running' and attempt = ${attempt}`,
    )
    throw error
  }
}

// A host that disappears must not keep locks: Postgres checks whether the connection is still alive.
const limits = `set local lock_timeout = '30s'; set local statement_timeout = '6h'; set local idle_in_transaction_session_timeout = '30s';
     set local client_connection_check_interval = '500ms';
     set local tcp_keepalives_idle = 30; set local tcp_keepalives_interval = 10; set local tcp_keepalives_count = 3`

type Started = Omit<Build, 'version' | 'url' | 'signal'> & { is_full_refresh: boolean; inputs: Record<string, number> }

/**
 * Marks the node as running, visible to all, and begins the transaction that builds it; or returns the outcome of an earlier attempt. The
 * mark is committed asynchronously: it reaches the disk with the rows at the latest. It shares the lock of the run's row, so that no attempt
 * starts once the run is being cancelled.
 */
async function startAttempt(connection: pg.PoolClient, lease: Lease, name: string): Promise<Started | NodeOutcome> {
  const marking = sql`update meta.run_node as node
     set state = 'running', attempt = attempt + 1, started_at = coalesce(node.started_at, clock_timestamp()), ended_at = null, error = null
     from (
         select run_id, as_of, request from meta.run
         where run_id = ${lease.run_id} and state = 'building' and fence = ${lease.fence} for share
     ) as run
     where run.run_id = node.run_id and node.node = ${name} and node.state not in ('built', 'unchanged', 'carried_over')
     returning node.definition as node, node.attempt, node.base, run.as_of, (run.request ->> 'full_refresh')::boolean as is_full_refresh`
  const reading = [
    // An attempt that was presumed lost may still be running and finish first.
    sql`select state, row_count, changed_count from meta.run_node where run_id = ${lease.run_id} and node = ${name} for update`,
    // The definition is read once: it is long, and reading it for each relation of the release took a tenth of a night.
    sql`select coalesce(jsonb_object_agg(relation, version), '{}') as inputs
     from meta.release_relation
     where release = ${lease.run_id} and relation = any(array(
         select jsonb_array_elements_text(definition -> 'refs') from meta.run_node where run_id = ${lease.run_id} and node = ${name}
     ))`,
    sql`select column_name, type, is_deprecated from meta.relation_column where relation = ${name} order by position`,
  ]
  const results = await inOneMessage(
    connection,
    'begin; set local synchronous_commit = off',
    marking,
    `commit; begin; ${limits}; ${plainSession}`,
    ...reading,
  )
  const [finished, inputs, stored] = results.slice(-reading.length)
  const outcome = finished!.rows[0] as NodeOutcome | undefined
  if (outcome && ['built', 'unchanged', 'carried_over'].includes(outcome.state)) {
    await connection.query('rollback')
    return outcome
  }
  const started = results.find(({ command }) => command === 'UPDATE')!.rows[0] as Omit<Started, 'inputs' | 'stored'> | undefined
  if (!started) throw new LeaseLost(lease)
  return { ...started, ...(inputs!.rows[0] as Pick<Started, 'inputs'>), stored: stored!.rows as StoredColumn[] }
}

async function build(connection: pg.PoolClient, lease: Lease, started: Started & Build): Promise<NodeOutcome> {
  const { node, base, inputs } = started
  const builtAsOf = node.reads_as_of ? started.as_of : null
  const isUpToDate =
    base !== null &&
    !started.is_full_refresh &&
    base.code_hash === node.code_hash &&
    sameInputs(base.inputs, inputs) &&
    base.as_of === builtAsOf
  const written = isUpToDate ? null : await write(connection, lease, started)
  const state = !written ? 'carried_over' : written.version === started.version ? 'built' : 'unchanged'
  const outcome = { state, row_count: written?.row_count ?? null, changed_count: written?.changed_count ?? null } as const
  await inOneMessage(
    connection,
    ...(written?.statements ?? []),
    sql`insert into meta.release_relation (release, relation, version, code_hash, inputs, as_of)
     values (${lease.run_id}, ${node.name}, ${written?.version ?? base!.version}, ${node.code_hash}, ${inputs}, ${builtAsOf})`,
    sql`update meta.run_node
     set state = ${outcome.state}, row_count = ${outcome.row_count}, changed_count = ${outcome.changed_count}, ended_at = clock_timestamp()
     where run_id = ${lease.run_id} and node = ${node.name}`,
  )
  await recordAudits(connection, lease.run_id, node.name, written?.results ?? [])
  await holdLease(connection, lease)
  await connection.query('commit')
  return outcome
}

async function write(connection: pg.PoolClient, { run_id }: Lease, build: Build): Promise<Written> {
  await connection.query(runSettings({ run_id, as_of: build.as_of }))
  return writeRows(connection, build)
}

const sameInputs = (one: Record<string, number>, other: Record<string, number>) =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((name) => one[name] === other[name])
