import type pg from 'pg'
import { AuditFailed, recordAudits, type AuditResult } from './audit_rows.ts'
import type { Node } from './node.ts'
import type { Database } from './database.ts'
import { onConnection } from './on_connection.ts'
import { MemberhouseError } from './errors.ts'
import { holdLease, type Lease } from './lease.ts'
import type { BaseRelation } from './plan.ts'
import { storeTable } from './storage.ts'
import { writeRows, type Build } from './write_rows.ts'

export type NodeOutcome = { state: 'built' | 'unchanged' | 'carried_over'; row_count: number | null; changed_count: number | null }

/**
 * Builds one node of a run in one transaction: its rows, their audits, and the entry in the run's release. Done twice, it
 * is done once. Throws AuditFailed, LeaseLost, or what Postgres says; nothing of the attempt remains then.
 */
export async function buildNode(database: Database, lease: Lease, name: string, signal?: AbortSignal): Promise<NodeOutcome> {
  const started = await startAttempt(database, lease.run_id, name, signal)
  if ('outcome' in started) return started.outcome
  try {
    const { outcome, results } = await onConnection(database, `memberhouse:${lease.run_id}:${name}`, signal, (connection) => build(connection, lease, started))
    await recordAudits(database, lease.run_id, name, results)
    return outcome
  } catch (error) {
    if (error instanceof AuditFailed) await recordAudits(database, lease.run_id, name, error.results)
    const message = error instanceof Error ? error.message : String(error)
    await database.query(`update meta.run_node set state = $3, error = $4, ended_at = clock_timestamp() where run_id = $1 and node = $2 and state = 'running'`, [
      lease.run_id,
      name,
      signal?.aborted ? 'cancelled' : 'failed',
      message,
    ])
    throw error
  }
}

type Started = Build & { is_full_refresh: boolean }

/** Marks the node as running, where everyone sees it, or tells that an earlier attempt finished it. */
async function startAttempt(database: Database, runId: number, name: string, signal: AbortSignal | undefined): Promise<Started | { outcome: NodeOutcome }> {
  const { rows } = await database.query(
    `with started as (
         update meta.run_node
         set state = 'running', attempt = attempt + 1, started_at = coalesce(started_at, clock_timestamp()), ended_at = null, error = null
         where run_id = $1 and node = $2 and state not in ('built', 'unchanged', 'carried_over')
         returning definition, attempt
     )
     select started.definition, started.attempt, node.state, node.row_count, node.changed_count, run.as_of,
         (run.request ->> 'full_refresh')::boolean as is_full_refresh,
         node.base
     from meta.run_node as node inner join meta.run on run.run_id = node.run_id left join started on true
     where node.run_id = $1 and node.node = $2`,
    [runId, name],
  )
  const row = rows[0] as { definition: Node | null; attempt: number; base: BaseRelation | null; as_of: string; is_full_refresh: boolean } & NodeOutcome
  if (!row) throw new MemberhouseError(`Run ${runId} has no node ${name}`)
  if (!row.definition) return { outcome: { state: row.state, row_count: row.row_count, changed_count: row.changed_count } }
  const { definition: node, base, attempt, as_of, is_full_refresh } = row
  return { node, version: runId, base, attempt, as_of, is_full_refresh, url: database.options.connectionString!, signal }
}

async function build(connection: pg.PoolClient, lease: Lease, started: Started): Promise<{ outcome: NodeOutcome; results: AuditResult[] }> {
  const { node, base, as_of } = started
  await connection.query(
    `begin; set local lock_timeout = '30s'; set local client_connection_check_interval = '500ms'; set local jit = off;
     set local memberhouse.release = '${lease.run_id}'; set local memberhouse.as_of = '${as_of}';
     select from meta.run_node where run_id = ${lease.run_id} and node = '${node.name}' for update`,
  )
  const inputs = await inputVersions(connection, lease.run_id, node)
  const builtAsOf = node.reads_as_of ? as_of : null
  const isCurrent = base !== null && !started.is_full_refresh && base.code_hash === node.code_hash && sameInputs(base.inputs, inputs) && base.as_of === builtAsOf
  const written = isCurrent ? null : await writeRows(connection, started)
  const state = !written ? 'carried_over' : written.version === started.version ? 'built' : 'unchanged'
  await connection.query(
    `insert into meta.release_relation (release, relation, version, code_hash, inputs, as_of) values ($1, $2, $3, $4, $5, $6)`,
    [lease.run_id, node.name, written?.version ?? base!.version, node.code_hash, inputs, builtAsOf],
  )
  await connection.query(
    `update meta.run_node set state = $3, row_count = $4, changed_count = $5, ended_at = clock_timestamp() where run_id = $1 and node = $2`,
    [lease.run_id, node.name, state, written?.row_count ?? null, written?.changed_count ?? null],
  )
  await holdLease(connection, lease)
  await connection.query('commit')
  if (state === 'built' && node.store === 'versions') await connection.query(`analyze only store.${storeTable(node.name)}`)
  return { outcome: { state, row_count: written?.row_count ?? null, changed_count: written?.changed_count ?? null }, results: written?.results ?? [] }
}

async function inputVersions(connection: pg.PoolClient, runId: number, node: Node): Promise<Record<string, number>> {
  const { rows } = await connection.query<{ relation: string; version: number }>(
    `select relation, version from meta.release_relation where release = $1 and relation = any($2) order by relation`,
    [runId, node.refs],
  )
  return Object.fromEntries(rows.map((row) => [row.relation, row.version]))
}

const sameInputs = (one: Record<string, number>, other: Record<string, number>) =>
  Object.keys(one).length === Object.keys(other).length && Object.keys(one).every((name) => one[name] === other[name])
