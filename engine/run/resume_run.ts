import sql from 'sql-template-tag'
import { inTransaction, type Database } from '../postgres/database.ts'
import { isTransient } from '../postgres/is_transient.ts'
import { LeaseLost, type Lease } from '../meta/lease.ts'
import { planSync } from '../store/plan_sync.ts'
import { readStoredNodes } from './retry_nodes.ts'
import { syncRelations } from '../store/sync_relations.ts'
import { messageOf, type WalkNode } from './walk.ts'

/**
 * Prepares a parked run that builds again: syncs the relations of its unfinished nodes with their contracts, and returns the nodes to
 * build. When the sync fails, the first of these nodes fail with the reason, and the run parks again.
 */
export async function resumeRun(database: Database, run: Lease, report: (line: string) => void, signal?: AbortSignal): Promise<WalkNode[]> {
  const stored = await inTransaction(database, (connection) => readStoredNodes(connection, run.run_id))
  const unfinished = stored.filter(({ kind, state }) => kind !== 'view' && ['waiting', 'running', 'failed', 'cancelled'].includes(state))
  const left = unfinished.filter(({ state }) => state !== 'failed')
  const unbuilt = new Set(unfinished.map(({ node }) => node))
  try {
    const steps = await planSync(
      database,
      left.map(({ definition }) => definition),
    )
    await syncRelations(database, steps, run, report, signal)
  } catch (error) {
    if (isTransient(error) || error instanceof LeaseLost || signal?.aborted) throw error
    const first = left.filter(({ depends_on }) => !depends_on.some((parent) => unbuilt.has(parent))).map(({ node }) => node)
    await database.query(
      sql`update meta.run_node set state = 'failed', error = ${messageOf(error)}, ended_at = clock_timestamp()
       where run_id = ${run.run_id} and node = any(${first})`,
    )
    return []
  }
  // Nodes that depend on a failed node are never reached.
  return left.map(({ node, depends_on, definition }) => ({
    name: node,
    depends_on: depends_on.filter((parent) => unbuilt.has(parent)),
    heavy: definition.heavy,
    quick: false,
  }))
}
