import type pg from 'pg'
import type { AuditResult } from './audit_rows.ts'
import { requireAudits, fillStaging, type Build } from './fill_staging.ts'
import type { Kept } from '../store/store.ts'
import { stage } from '../store/stores.ts'

/** The version that a node's rows became, and the results of their audits. */
export type Written = Kept & { results: AuditResult[] }

/** Writes the rows of a node after they have passed its audits; in the caller's transaction, under the settings of its run. */
export async function writeRows(connection: pg.PoolClient, build: Build): Promise<Written> {
  if (build.node.kind === 'audit') return writeAudit(connection, build)
  const staging = await stage(connection, build)
  const { row_count, results } = await fillStaging(connection, build, staging)
  return { ...(await staging.keep(row_count)), results }
}

/** An audit across models has no rows of its own: its select finds those that fail. */
async function writeAudit(connection: pg.PoolClient, { node, version }: Build): Promise<Written> {
  const results = await requireAudits(connection, node, version, `(\n${node.select}\n) as failing_rows`)
  return { version, row_count: results[0]!.failing_count, changed_count: 0, results, statements: [] }
}
