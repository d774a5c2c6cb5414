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
  if (node.compute) {
    const definitions = [
      ...stored.map(({ column_name, type }) => `${identifier(column_name)} ${type}`),
      ...(node.compute.gives === 'changes' ? ['is_deleted boolean not null'] : []),
    ]
    await inOneMessage(connection, ...staging.createEmpty(definitions))
    const row_count = await computeRows(connection, { url, release: version, as_of, is_first: base === null, node }, table, signal)
    await constrain(connection, node, version, staging, [])
    return { row_count, results: await requireAudits(connection, node, version, table) }
  }
  const listed = stored.map(
    ({ column_name, type, is_deprecated }) => `${is_deprecated ? `null::${type} as ` : ''}${identifier(column_name)}`,
  )
  const creating = staging.createFrom(listed, node.select!)
  const created = await constrain(connection, node, version, staging, creating)
  return { row_count: created[creating.length - 1]!.rowCount!, results: await requireAudits(connection, node, version, table) }
}

/** Audits rows; throws AuditFailed where an audit that blocks finds some. */
export async function requireAudits(connection: pg.PoolClient, node: Node, runId: number, relation: string): Promise<AuditResult[]> {
  const published = node.audits.some(comparesWithPublished) ? await publishedRows(connection, node, runId) : null
  const results = await auditRows(connection, node, node.audits, relation, published)
  if (results.some((result) => result.severity === 'error' && result.failing_count > 0)) throw new AuditFailed(node.name, runId, results)
  return results
}

/** Runs `before`, then adds the constraints of the contract. Throws AuditFailed with the rows that break them. */
async function constrain(
  connection: pg.PoolClient,
  node: Node,
  runId: number,
  staging: Staging,
  before: string[],
): Promise<pg.QueryResult[]> {
  const required = node.columns.filter((column) => !column.nullable).map(({ name }) => name)
  try {
    return await inOneMessage(connection, ...before, 'savepoint before_constraints', ...staging.constrain(required))
  } catch (error) {
    if (!['23502', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error
    await connection.query('rollback to savepoint before_constraints')
    throw new AuditFailed(node.name, runId, await auditRows(connection, node, impliedAudits(node), staging.table))
  }
}
