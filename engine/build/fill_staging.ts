import type pg from 'pg'
import { AuditFailed, auditRows, type AuditResult } from './audit_rows.ts'
import { comparesWithPublished, impliedAudits } from '../project/audit_selects.ts'
import { computeRows } from './compute_rows.ts'
import type { Node } from '../project/node.ts'
import { identifier } from '../postgres/database.ts'
import { inOneMessage } from '../postgres/one_message.ts'
import { publishedRows } from '../store/published_rows.ts'
import type { Attempt, Staging } from '../store/store.ts'

/** One attempt at a node; `url` and `signal` are for the process of a computed model. */
export type Build = Attempt & { as_of: string; url: string; signal: AbortSignal | undefined }

/** Fills the staging table with the node's rows, adds the constraints of its contract, and audits them. Throws AuditFailed. */
export async function fillStaging(
  connection: pg.PoolClient,
  { node, stored: columns, version, base, as_of, url, signal }: Build,
  staging: Staging,
): Promise<{ row_count: number; results: AuditResult[] }> {
  const { table } = staging
  // A snapshot has no table in the store whose columns it must match.
  const stored =
    node.kind === 'snapshot' ? node.columns.map(({ name, type }) => ({ column_name: name, type, is_deprecated: false })) : columns
  const constants = Object.entries(staging.constants)
  const [create, end] = staging.isTemporary ? ['create temporary table', 'on commit drop'] : ['create table', '']
  if (node.compute) {
    const defined = [
      ...constants.map(([name, value]) => `${name} bigint default ${value}`),
      ...stored.map(({ column_name, type }) => `${identifier(column_name)} ${type}`),
      ...(node.compute.gives === 'changes' ? ['is_deleted boolean not null'] : []),
    ]
    await connection.query(`${create} ${table} (${defined.join(', ')}) ${end}`)
    const row_count = await computeRows(connection, { url, release: version, as_of, is_first: base === null, node }, table, signal)
    await constrain(connection, node, version, staging, [])
    return { row_count, results: await requireAudits(connection, node, version, table) }
  }
  const listed = [
    ...constants.map(([name, value]) => `${value}::bigint as ${name}`),
    ...stored.map(({ column_name, type, is_deprecated }) => `${is_deprecated ? `null::${type} as ` : ''}${identifier(column_name)}`),
  ]
  const making = `${create} ${table} ${end} as select ${listed.join(', ')} from (\n${node.select}\n) as rows`
  const [made] = await constrain(connection, node, version, staging, [making])
  return { row_count: made!.rowCount!, results: await requireAudits(connection, node, version, table) }
}

/** Audits rows; throws AuditFailed where an audit that blocks finds some. */
export async function requireAudits(connection: pg.PoolClient, node: Node, runId: number, relation: string): Promise<AuditResult[]> {
  const published = node.audits.some(comparesWithPublished) ? await publishedRows(connection, node, runId) : null
  const results = await auditRows(connection, node, node.audits, relation, published)
  if (results.some((result) => result.severity === 'error' && result.failing_count > 0)) throw new AuditFailed(node.name, runId, results)
  return results
}

/**
 * Makes grain and not-null constraints of the table, after the statements that make it. Throws AuditFailed with the rows that break them.
 */
async function constrain(
  connection: pg.PoolClient,
  node: Node,
  runId: number,
  { table, key, actions }: Staging,
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
