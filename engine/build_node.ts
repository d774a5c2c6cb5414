import type pg from 'pg'
import { AuditFailed, auditRows, impliedAudits, recordAudits, type AuditResult } from './audit_rows.ts'
import type { Node } from './compile.ts'
import { identifier, type Database } from './database.ts'
import { MemberhouseError } from './errors.ts'
import { holdLease, type Lease } from './lease.ts'
import type { BaseRelation } from './plan.ts'
import { openEnd, storeTable } from './storage.ts'

export type NodeOutcome = { state: 'built' | 'unchanged' | 'carried_over'; row_count: number | null; changed_count: number | null }

type Build = { node: Node; version: number; base: BaseRelation | null; attempt: number }
type Written = { version: number; row_count: number; changed_count: number; results: AuditResult[] }

/**
 * Builds one node of a run in one transaction: its rows, their audits, and the entry in the run's release. Done twice, it
 * is done once. Throws AuditFailed, LeaseLost, or what Postgres says; nothing of the attempt remains then.
 */
export async function buildNode(database: Database, lease: Lease, name: string, signal?: AbortSignal): Promise<NodeOutcome> {
  const started = await startAttempt(database, lease.run_id, name)
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

type Started = Build & { as_of: string; is_full_refresh: boolean }

/** Marks the node as running, where everyone sees it, or tells that an earlier attempt finished it. */
async function startAttempt(database: Database, runId: number, name: string): Promise<Started | { outcome: NodeOutcome }> {
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
  return { node: row.definition, version: runId, base: row.base, attempt: row.attempt, as_of: row.as_of, is_full_refresh: row.is_full_refresh }
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
  const written = isCurrent ? null : await write(connection, started)
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

async function write(connection: pg.PoolClient, started: Started): Promise<Written> {
  if (started.node.kind === 'audit') return writeAudit(connection, started)
  if (started.node.kind === 'snapshot') return writeSnapshot(connection, started)
  return started.node.store === 'versions' ? writeVersion(connection, started) : writeChanges(connection, started)
}

/** All rows in a partition of their own, attached when they have passed. */
async function writeVersion(connection: pg.PoolClient, { node, version, attempt }: Build): Promise<Written> {
  const partition = `${storeTable(node.name)}_v${version}a${attempt}`
  const table = `store.${identifier(partition)}`
  const parent = `store.${storeTable(node.name)}`
  const { rowCount } = await connection.query(`create table ${table} as select ${version}::bigint as version, ${await storedColumns(connection, node)} from (${node.select}) as rows`)
  const required = [...new Set([...node.grain, ...node.columns.filter((column) => !column.nullable).map((column) => column.name)])]
  await constrained(connection, node, version, table, [
    'alter version set not null',
    'alter version set (n_distinct = 1)',
    `add check (version = ${version})`,
    ...required.map((name) => `alter ${identifier(name)} set not null`),
    `add primary key (${node.grain.map((name) => identifier(name)).join(', ')})`,
  ])
  await connection.query(`analyze ${table}`)
  const results = await passAudits(connection, node, version, table)
  await connection.query(`alter table ${parent} attach partition ${table} for values in (${version})`)
  await connection.query(`insert into meta.version (relation, version, partition, row_count) values ($1, $2, $3, $4)`, [node.name, version, partition, rowCount])
  return { version, row_count: rowCount!, changed_count: rowCount!, results }
}

/** Closes the rows that differ and writes the new ones; without a difference the version of before stays. */
async function writeChanges(connection: pg.PoolClient, { node, version, base }: Build): Promise<Written> {
  const table = `store.${storeTable(node.name)}`
  const columns = await storedColumns(connection, node)
  const { rowCount } = await connection.query(`create temporary table new_rows on commit drop as select ${columns} from (${node.select}) as rows`)
  const grain = node.grain.map((name) => identifier(name))
  const required = node.columns.filter((column) => !column.nullable).map((column) => `alter ${identifier(column.name)} set not null`)
  await constrained(connection, node, version, 'new_rows', [...required, `add primary key (${grain.join(', ')})`])
  await connection.query('analyze new_rows')
  const results = await passAudits(connection, node, version, 'new_rows')
  const sameGrain = grain.map((name) => `new_rows.${name} = old_rows.${name}`).join(' and ')
  const rowOf = (alias: string) => `(${node.columns.map((column) => `${alias}.${identifier(column.name)}`).join(', ')})`
  const { rowCount: closed } = await connection.query(
    `update ${table} as old_rows set to_version = ${version} where to_version = ${openEnd} and not exists (
         select from new_rows where ${sameGrain} and ${rowOf('new_rows')} is not distinct from ${rowOf('old_rows')}
     )`,
  )
  const { rowCount: opened } = await connection.query(
    `insert into ${table} (from_version, ${columns}) select ${version}, ${columns} from new_rows
     where not exists (select from ${table} as old_rows where old_rows.to_version = ${openEnd} and ${sameGrain})`,
  )
  const changed_count = closed! + opened!
  // Autovacuum sees these rows too late for the models that read them in this run.
  if (changed_count > rowCount! / 10) await connection.query(`analyze ${table}`)
  if (changed_count === 0 && base) return { version: base.version, row_count: rowCount!, changed_count, results }
  await connection.query(`insert into meta.version (relation, version, row_count) values ($1, $2, $3)`, [node.name, version, rowCount])
  return { version, row_count: rowCount!, changed_count, results }
}

async function writeSnapshot(connection: pg.PoolClient, { node, version }: Build): Promise<Written> {
  const { rowCount } = await connection.query(`create temporary table new_rows on commit drop as ${node.select}`)
  await constrained(connection, node, version, 'new_rows', ['add primary key (one_id)'])
  const results = await passAudits(connection, node, version, 'new_rows')
  const segment = node.name.split('.')[1]
  await connection.query(
    `insert into segment.snapshot (segment, version, as_of, member_count) values ($1, $2, current_setting('memberhouse.as_of')::date, $3)`,
    [segment, version, rowCount],
  )
  await connection.query(
    `insert into segment.snapshot_member (segment, version, one_id, attributes) select $1, $2, one_id, to_jsonb(new_rows) - 'one_id' from new_rows`,
    [segment, version],
  )
  return { version, row_count: rowCount!, changed_count: rowCount!, results }
}

async function writeAudit(connection: pg.PoolClient, { node, version }: Build): Promise<Written> {
  const results = await passAudits(connection, node, version, `(${node.select}) as failing_rows`)
  return { version, row_count: results[0]!.failing_count, changed_count: 0, results }
}

async function passAudits(connection: pg.PoolClient, node: Node, runId: number, relation: string): Promise<AuditResult[]> {
  const results = await auditRows(connection, node, node.audits, relation)
  if (results.some((result) => result.severity === 'error' && result.failing_count > 0)) throw new AuditFailed(node.name, runId, results)
  return results
}

/** Grain and not-null as real constraints; where they don't hold, the rows that break them, as an audit tells it. */
async function constrained(connection: pg.PoolClient, node: Node, runId: number, table: string, actions: string[]): Promise<void> {
  await connection.query('savepoint before_constraints')
  try {
    await connection.query(`alter table ${table} ${actions.join(', ')}`)
  } catch (error) {
    if (!['23502', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error
    await connection.query('rollback to savepoint before_constraints')
    throw new AuditFailed(node.name, runId, await auditRows(connection, node, impliedAudits(node), table))
  }
}

/** The columns as the table in `store` has them: a partition with its parent's order attaches without conversion. */
async function storedColumns(connection: pg.PoolClient, node: Node): Promise<string> {
  const { rows } = await connection.query<{ column_name: string }>('select column_name from meta.relation_column where relation = $1 order by position', [node.name])
  return rows.map((row) => identifier(row.column_name)).join(', ')
}

/** A connection of its own whose statement is cancelled in Postgres when `signal` says so. */
async function onConnection<Result>(database: Database, name: string, signal: AbortSignal | undefined, work: (connection: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const connection = await database.connect()
  const pid = (connection as unknown as { processID: number }).processID
  // Between two statements there is nothing to cancel, so it is said again until the work has ended.
  let again: NodeJS.Timeout | undefined
  const cancel = () => {
    const send = () => void database.query('select pg_cancel_backend($1)', [pid]).catch(() => {})
    send()
    again = setInterval(send, 250)
  }
  let broken: Error | undefined
  try {
    signal?.throwIfAborted()
    signal?.addEventListener('abort', cancel)
    await connection.query(`select set_config('application_name', $1, false)`, [name.slice(0, 63)])
    return await work(connection)
  } catch (error) {
    await connection.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    signal?.removeEventListener('abort', cancel)
    clearInterval(again)
    connection.release(broken)
  }
}
