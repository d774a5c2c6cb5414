import type pg from 'pg'
import type { Sql } from 'sql-template-tag'
import { AuditFailed, auditRows, type AuditResult } from './audit_rows.ts'
import { comparesWithPublished, impliedAudits } from '../project/audit_selects.ts'
import { computeRows } from './compute_rows.ts'
import type { Node } from '../project/node.ts'
import { identifier } from '../postgres/database.ts'
import { inOneMessage } from '../postgres/one_message.ts'
import type { BaseRelation } from '../meta/read_known_versions.ts'
import { publishedRows } from '../store/published_rows.ts'

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

/** A table of new rows: what stands before their columns, its key, and what else `alter table` has to do. */
type Target = { table: string; constants: Record<string, number | string>; key: string[]; actions: string[] }

/** A table that lasts until the transaction ends. */
export const newRows = (node: Node): Target => ({ table: 'new_rows', constants: {}, key: node.grain, actions: [] })

/** Makes the table of the new rows and holds it to the contract and the audits of its node. */
export async function passRows(
  connection: pg.PoolClient,
  { node, stored, version, base, as_of, url, signal }: Build,
  target: Target,
): Promise<Pick<Written, 'row_count' | 'results'>> {
  const { table } = target
  const constants = Object.entries(target.constants)
  const [create, end] = table === 'new_rows' ? ['create temporary table', 'on commit drop'] : ['create table', '']
  if (node.compute) {
    const defined = [
      ...constants.map(([name, value]) => `${name} bigint default ${value}`),
      ...stored.map(({ column_name, type }) => `${identifier(column_name)} ${type}`),
      ...(node.compute.gives === 'changes' ? ['is_ended boolean not null'] : []),
    ]
    await connection.query(`${create} ${table} (${defined.join(', ')}) ${end}`)
    const row_count = await computeRows(connection, { url, release: version, as_of, is_first: base === null, node }, table, signal)
    await constrain(connection, node, version, target, [])
    return { row_count, results: await passAudits(connection, node, version, table) }
  }
  const listed = [
    ...constants.map(([name, value]) => `${value}::bigint as ${name}`),
    ...stored.map(({ column_name, type, is_retired }) => `${is_retired ? `null::${type} as ` : ''}${identifier(column_name)}`),
  ]
  const making = `${create} ${table} ${end} as select ${listed.join(', ')} from (\n${node.select}\n) as rows`
  const [made] = await constrain(connection, node, version, target, [making])
  return { row_count: made!.rowCount!, results: await passAudits(connection, node, version, table) }
}

/** Audits rows; throws AuditFailed where one that blocks finds some. */
export async function passAudits(connection: pg.PoolClient, node: Node, runId: number, relation: string): Promise<AuditResult[]> {
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
  { table, key, actions }: Target,
  making: string[],
): Promise<pg.QueryResult[]> {
  const promises = [
    ...node.columns.filter((column) => !column.nullable).map((column) => `alter ${identifier(column.name)} set not null`),
    `add primary key (${key.map((name) => identifier(name)).join(', ')})`,
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
