import type pg from 'pg'
import sql, { type Sql } from 'sql-template-tag'
import { AuditFailed, auditRows, comparesWithPublished, impliedAudits, type AuditResult } from './audit_rows.ts'
import { computeRows } from './compute_rows.ts'
import type { Node } from './node.ts'
import { identifier } from './database.ts'
import { inOneMessage } from './one_message.ts'
import type { BaseRelation } from './plan.ts'
import { publishedRows } from './published_rows.ts'
import { keptVersions, openEnd, storeTable } from './storage.ts'

/** A column as the table in `store` has it: a partition with its parent's order attaches without conversion. */
export type StoredColumn = { column_name: string; type: string; is_retired: boolean }

/** One attempt at a node: its version is the run's number, its base what is published. `url` and `signal` are for what runs beside Postgres. */
export type Build = {
  node: Node
  stored: StoredColumn[]
  version: number
  base: BaseRelation | null
  attempt: number
  as_of: string
  url: string
  signal: AbortSignal | undefined
}
/** The version that stands after it: the base's own where nothing differed. `keeping` are the statements that are left to make it so. */
export type Written = { version: number; row_count: number; changed_count: number; results: AuditResult[]; keeping: (Sql | string)[] }

/** Writes what a node gives, after its audits have passed; in the caller's transaction, under the settings of its run. */
export async function writeRows(connection: pg.PoolClient, started: Build): Promise<Written> {
  if (started.node.kind === 'audit') return writeAudit(connection, started)
  if (started.node.kind === 'snapshot') return writeSnapshot(connection, started)
  return started.node.store === 'versions' ? writeVersion(connection, started) : writeChanges(connection, started)
}

/** All rows in a partition of their own, attached when they have passed. */
async function writeVersion(connection: pg.PoolClient, build: Build): Promise<Written> {
  const { node, version, attempt } = build
  const partition = `${storeTable(node.name)}_v${version}a${attempt}`
  const table = `store.${identifier(partition)}`
  const parent = `store.${storeTable(node.name)}`
  const { row_count, results } = await passRows(connection, build, table, [
    'alter version set not null',
    `alter version set (n_distinct = ${keptVersions})`,
    `add check (version = ${version})`,
  ])
  const keeping = [
    `alter table ${parent} attach partition ${table} for values in (${version})`,
    sql`insert into meta.version (relation, version, kept_in, partition, row_count)
     values (${node.name}, ${version}, ${parent}::regclass, ${partition}, ${row_count})`,
    // Holds the same lock as attaching did, against which nobody reads.
    `analyze only ${parent}`,
  ]
  return { version, row_count, changed_count: row_count, results, keeping }
}

/** Closes the rows that differ and writes the new ones; without a difference the version of before stays. */
async function writeChanges(connection: pg.PoolClient, build: Build): Promise<Written> {
  const { node, version, base, stored } = build
  const table = `store.${storeTable(node.name)}`
  const columns = stored.map(({ column_name }) => identifier(column_name)).join(', ')
  const grain = node.grain.map((name) => identifier(name))
  const { row_count, results } = await passRows(connection, build, 'new_rows', [])
  const sameGrain = grain.map((name) => `new_rows.${name} = old_rows.${name}`).join(' and ')
  const rowOf = (alias: string) => `(${stored.map(({ column_name }) => `${alias}.${identifier(column_name)}`).join(', ')})`
  const { rowCount: closed } = await connection.query(
    `update ${table} as old_rows set to_version = ${version} where to_version = ${openEnd} and not exists (
         select from new_rows where ${sameGrain} and ${rowOf('new_rows')} is not distinct from ${rowOf('old_rows')}
     )`,
  )
  const { rowCount: opened } = await connection.query(
    `insert into ${table} (from_version, ${columns}) select ${version}, ${columns} from new_rows
     where not exists (select from ${table} as old_rows where old_rows.to_version = ${openEnd} and ${sameGrain})`,
  )
  const changed_count = closed! + opened! - (closed! > 0 && opened! > 0 ? await countReplaced(connection, table, version, grain) : 0)
  // Autovacuum sees these rows too late for the models that read them in this run.
  if (changed_count > row_count / 10) await connection.query(`analyze ${table}`)
  if (changed_count === 0 && base) return { version: base.version, row_count, changed_count, results, keeping: [] }
  const keeping = [
    sql`insert into meta.version (relation, version, kept_in, row_count) values (${node.name}, ${version}, ${table}::regclass, ${row_count})`,
  ]
  return { version, row_count, changed_count, results, keeping }
}

/**
 * How many of the rows that a version ended have a successor of the same grain in it. Counted, not joined: the planner knows nothing of a
 * version that is being written and joined its rows each with each, 40 s for 10,000 of them.
 */
async function countReplaced(connection: pg.PoolClient, table: string, version: number, grain: string[]): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    `select count(*) as count from (
         select from ${table} where to_version = ${version} or (from_version = ${version} and to_version = ${openEnd})
         group by ${grain.join(', ')} having count(*) > 1
     ) as replaced`,
  )
  return rows[0]!.count
}

/**
 * Makes the table of the new rows and holds it to the contract and the audits of its node. `new_rows` lasts until the transaction ends;
 * a table of the store holds the version first.
 */
async function passRows(
  connection: pg.PoolClient,
  { node, stored, version, as_of, url, signal }: Build,
  table: string,
  actions: string[],
): Promise<Pick<Written, 'row_count' | 'results'>> {
  const isTemporary = table === 'new_rows'
  const [create, end] = isTemporary ? ['create temporary table', 'on commit drop'] : ['create table', '']
  if (node.compute) {
    const defined = stored.map(({ column_name, type }) => `${identifier(column_name)} ${type}`)
    if (!isTemporary) defined.unshift(`version bigint default ${version}`)
    await connection.query(`${create} ${table} (${defined.join(', ')}) ${end}`)
    const row_count = await computeRows(connection, { url, release: version, as_of, node }, table, signal)
    await constrain(connection, node, version, table, [], actions)
    return { row_count, results: await passAudits(connection, node, version, table) }
  }
  const listed = stored.map(({ column_name, type, is_retired }) => `${is_retired ? `null::${type} as ` : ''}${identifier(column_name)}`)
  if (!isTemporary) listed.unshift(`${version}::bigint as version`)
  const making = `${create} ${table} ${end} as select ${listed.join(', ')} from (\n${node.select}\n) as rows`
  const [made] = await constrain(connection, node, version, table, [making], actions)
  return { row_count: made!.rowCount!, results: await passAudits(connection, node, version, table) }
}

async function writeSnapshot(connection: pg.PoolClient, build: Build): Promise<Written> {
  const { node, version } = build
  const stored = node.columns.map(({ name, type }) => ({ column_name: name, type, is_retired: false }))
  const { row_count, results } = await passRows(connection, { ...build, stored }, 'new_rows', [])
  const segment = node.name.split('.')[1]
  const keeping = [
    sql`insert into segment.snapshot (segment, version, as_of, member_count)
     values (${segment}, ${version}, current_setting('memberhouse.as_of')::date, ${row_count})`,
    sql`insert into segment.snapshot_member (segment, version, one_id, attributes)
     select ${segment}, ${version}, one_id, to_jsonb(new_rows) - 'one_id' from new_rows`,
  ]
  return { version, row_count, changed_count: row_count, results, keeping }
}

async function writeAudit(connection: pg.PoolClient, { node, version }: Build): Promise<Written> {
  const results = await passAudits(connection, node, version, `(\n${node.select}\n) as failing_rows`)
  return { version, row_count: results[0]!.failing_count, changed_count: 0, results, keeping: [] }
}

async function passAudits(connection: pg.PoolClient, node: Node, runId: number, relation: string): Promise<AuditResult[]> {
  const published = node.audits.some(comparesWithPublished) ? await publishedRows(connection, node, runId) : null
  const results = await auditRows(connection, node, node.audits, relation, published)
  if (results.some((result) => result.severity === 'error' && result.failing_count > 0)) throw new AuditFailed(node.name, runId, results)
  return results
}

/**
 * Makes grain and not-null real constraints of a table, after the statements that are left to make it; where they don't hold, throws the
 * rows that break them, as an audit tells it.
 */
async function constrain(
  connection: pg.PoolClient,
  node: Node,
  runId: number,
  table: string,
  making: string[],
  actions: string[],
): Promise<pg.QueryResult[]> {
  const promises = [
    ...node.columns.filter((column) => !column.nullable).map((column) => `alter ${identifier(column.name)} set not null`),
    `add primary key (${node.grain.map((name) => identifier(name)).join(', ')})`,
  ]
  const alter = `alter table ${table} ${[...actions, ...promises].join(', ')}`
  try {
    return await inOneMessage(connection, ...making, 'savepoint before_constraints', alter, `analyze ${table}`)
  } catch (error) {
    if (!['23502', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error
    await connection.query('rollback to savepoint before_constraints')
    throw new AuditFailed(node.name, runId, await auditRows(connection, node, impliedAudits(node), table))
  }
}
