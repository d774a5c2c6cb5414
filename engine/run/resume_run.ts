import sql from 'sql-template-tag'
import { inTransaction, type Database } from '../postgres/database.ts'
import { isPassing } from '../postgres/failure_kind.ts'
import { LeaseLost, type Lease } from '../meta/lease.ts'
import { planSync } from '../store/plan_sync.ts'
import { readStoredNodes } from './retry_nodes.ts'
import { syncRelations } from '../store/sync_relations.ts'
import { messageOf, type WalkNode } from './walk.ts'

/**
 * Makes a run that builds again ready: brings the relations of what is left to their contracts, and returns the nodes to build.
 * Where a relation cannot be brought there, the nodes fail with the reason, and the run parks again.
 */
export async function resumeRun(database: Database, run: Lease, report: (line: string) => void, signal?: AbortSignal): Promise<WalkNode[]> {
  const stored = await inTransaction(database, (connection) => readStoredNodes(connection, run.run_id))
  const unfinished = stored.filter(({ kind, state }) => kind !== 'view' && ['waiting', 'running', 'failed', 'cancelled'].includes(state))
  const left = unfinished.filter(({ state }) => state !== 'failed')
  const open = new Set(unfinished.map(({ node }) => node))
  try {
    const steps = await planSync(
      database,
      left.map(({ definition }) => definition),
    )
    await syncRelations(database, steps, run, report, signal)
  } catch (error) {
    if (isPassing(error) || error instanceof LeaseLost || signal?.aborted) throw error
    const first = left.filter(({ depends_on }) => !depends_on.some((parent) => open.has(parent))).map(({ node }) => node)
    await database.query(
      sql`update meta.run_node set state = 'failed', error = ${messageOf(error)}, ended_at = clock_timestamp()
       where run_id = ${run.run_id} and node = any(${first})`,
    )
    return []
  }
  // What waits for a node that stays failed is never reached.
  return left.map(({ node, depends_on, definition }) => ({
    name: node,
    depends_on: depends_on.filter((parent) => open.has(parent)),
    heavy: definition.heavy,
    quick: false,
  }))
}
