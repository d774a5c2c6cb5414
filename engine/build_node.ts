import type pg from 'pg'
import sql, { empty } from 'sql-template-tag'
import { AuditFailed, recordAudits } from './audit_rows.ts'
import type { Node } from './node.ts'
import type { Database } from './database.ts'
import { onConnection } from './on_connection.ts'
import { plainSession } from './plain_session.ts'
import { holdLease, LeaseLost, type Lease } from './lease.ts'
import { storeTable } from './storage.ts'
import { writeRows, type Build } from './write_rows.ts'

export type NodeOutcome = { state: 'built' | 'unchanged' | 'carried_over'; row_count: number | null; changed_count: number | null }

/**
 * Builds one node of a run in one transaction: its rows, their audits, and the entry in the run's release. Done twice, it
 * is done once. Throws AuditFailed, LeaseLost, or what Postgres says; nothing of the attempt remains then.
 */
export async function buildNode(database: Database, lease: Lease, name: string, signal?: AbortSignal): Promise<NodeOutcome> {
  const started = await startAttempt(database, lease, name, signal)
  if ('outcome' in started) return started.outcome
  try {
    return await onConnection(database, `memberhouse:${lease.run_id}:${name}`, signal, (connection) => build(connection, lease, started))
  } catch (error) {
    if (error instanceof AuditFailed) await recordAudits(database, lease.run_id, name, error.results)
    const message = error instanceof Error ? error.message : String(error)
    await database.query(
      sql`update meta.run_node
       set state = ${signal?.aborted ? 'cancelled' : 'failed'}, error = ${message}, ended_at = clock_timestamp()
       where run_id = ${lease.run_id} and node = ${name} and state = 'running' and attempt = ${started.attempt}`,
    )
    throw error
  }
}

type Started = Build & { is_full_refresh: boolean }

/** Marks the node as running, where everyone sees it, or tells that an earlier attempt finished it. */
async function startAttempt(
  database: Database,
  lease: Lease,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Started | { outcome: NodeOutcome }> {
  const { rows } = await database.query<Omit<Started, 'version' | 'url' | 'signal'>>(
    sql`update meta.run_node as node
     set state = 'running', attempt = attempt + 1, started_at = coalesce(node.started_at, clock_timestamp()), ended_at = null, error = null
     from meta.run
     where run.run_id = node.run_id and node.run_id = ${lease.run_id} and node.node = ${name} and run.state = 'building'
         and run.fence = ${lease.fence} and node.state not in ('built', 'unchanged', 'carried_over')
     returning node.definition as node, node.attempt, node.base, run.as_of, (run.request ->> 'full_refresh')::boolean as is_full_refresh`,
  )
  if (rows[0]) return { ...rows[0], version: lease.run_id, url: database.options.connectionString!, signal }
  // Read after that statement: another attempt may have finished while it waited.
  const outcome = await readOutcome(database, lease.run_id, name)
  if (!outcome) throw new LeaseLost(lease)
  return { outcome }
}

/** What became of a finished node, or null. With a connection the node is locked until its transaction ends. */
async function readOutcome(database: Database | pg.PoolClient, runId: number, name: string, lock = empty): Promise<NodeOutcome | null> {
  const { rows } = await database.query<NodeOutcome>(
    sql`select state, row_count, changed_count from meta.run_node where run_id = ${runId} and node = ${name} ${lock}`,
  )
  return rows[0] && ['built', 'unchanged', 'carried_over'].includes(rows[0].state) ? rows[0] : null
}

// A worker's host that vanishes must not keep what its transaction locked: the server asks whether it is still there.
const untilGivenUp = `set local lock_timeout = '30s'; set local statement_timeout = '6h'; set local idle_in_transaction_session_timeout = '2min';
     set local client_connection_check_interval = '500ms';
     set local tcp_keepalives_idle = 30; set local tcp_keepalives_interval = 10; set local tcp_keepalives_count = 3`

async function build(connection: pg.PoolClient, lease: Lease, started: Started): Promise<NodeOutcome> {
  const { node, base, as_of } = started
  await connection.query(
    `begin; ${untilGivenUp}; ${plainSession};
     set local memberhouse.release = '${lease.run_id}'; set local memberhouse.as_of = '${as_of}'`,
  )
  // An attempt that was given up as lost may still be at work, and finish first.
  const finished = await readOutcome(connection, lease.run_id, node.name, sql`for update`)
  if (finished) {
    await connection.query('rollback')
    return finished
  }
  const inputs = await inputVersions(connection, lease.run_id, node)
  const builtAsOf = node.reads_as_of ? as_of : null
  const isCurrent =
    base !== null &&
    !started.is_full_refresh &&
    base.code_hash === node.code_hash &&
    sameInputs(base.inputs, inputs) &&
    base.as_of === builtAsOf
  const written = isCurrent ? null : await writeRows(connection, started)
  const state = !written ? 'carried_over' : written.version === started.version ? 'built' : 'unchanged'
  const outcome = { state, row_count: written?.row_count ?? null, changed_count: written?.changed_count ?? null } as const
  await connection.query(
    sql`insert into meta.release_relation (release, relation, version, code_hash, inputs, as_of)
     values (${lease.run_id}, ${node.name}, ${written?.version ?? base!.version}, ${node.code_hash}, ${inputs}, ${builtAsOf})`,
  )
  await connection.query(
    sql`update meta.run_node
     set state = ${outcome.state}, row_count = ${outcome.row_count}, changed_count = ${outcome.changed_count}, ended_at = clock_timestamp()
     where run_id = ${lease.run_id} and node = ${node.name}`,
  )
  await recordAudits(connection, lease.run_id, node.name, written?.results ?? [])
  await holdLease(connection, lease)
  await connection.query('commit')
  if (state === 'built' && node.store === 'versions') await connection.query(`analyze only store.${storeTable(node.name)}`)
  return outcome
}

async function inputVersions(connection: pg.PoolClient, runId: number, node: Node): Promise<Record<string, number>> {
  const { rows } = await connection.query<{ relation: string; version: number }>(
    sql`select relation, version from meta.release_relation where release = ${runId} and relation = any(${node.refs}) order by relation`,
  )
  return Object.fromEntries(rows.map((row) => [row.relation, row.version]))
}

const sameInputs = (one: Record<string, number>, other: Record<string, number>) =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((name) => one[name] === other[name])
