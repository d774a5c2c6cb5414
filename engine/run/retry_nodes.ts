import type pg from 'pg'
import sql from 'sql-template-tag'
import type { Project } from '../project/compile.ts'
import { MemberhouseError } from '../base/errors.ts'
import type { Lease } from '../meta/lease.ts'
import { replaceFunctions } from '../meta/migrate.ts'
import type { Node } from '../project/node.ts'
import { planSync, refuseConflicts } from '../store/plan_sync.ts'
import { isNamed } from '../meta/run_state.ts'

export type StoredNode = { node: string; kind: string; state: string; depends_on: string[]; definition: Node }

/** Reads the stored nodes of a run in the order of the graph. */
export async function readStoredNodes(connection: pg.PoolClient, runId: number): Promise<StoredNode[]> {
  const { rows } = await connection.query<StoredNode>(
    sql`select node, kind, state, depends_on, definition from meta.run_node where run_id = ${runId} order by position`,
  )
  return rows
}

/** Returns the failed nodes (all, or the one that `given` names) and the nodes that wait for them. */
export function failedAndDependents(nodes: StoredNode[], given: string | null): StoredNode[] {
  const reached = new Set(
    nodes.filter(({ node, state }) => state === 'failed' && (given === null || isNamed(node, given))).map(({ node }) => node),
  )
  for (const { node, state, depends_on } of nodes)
    if (state === 'waiting' && depends_on.some((parent) => reached.has(parent))) reached.add(node)
  return nodes.filter(({ node }) => reached.has(node))
}

/**
 * Replaces failed nodes of a parked run, and the nodes that wait for them, by the current models; returns the names of the failed ones.
 * Throws when a finished node changed too, because the new nodes would not match its rows.
 */
export async function retryNodes(connection: pg.PoolClient, project: Project, { run_id }: Lease, given: string | null): Promise<string[]> {
  const stored = await readStoredNodes(connection, run_id)
  const current = new Map(project.nodes.map((node) => [node.name, node]))
  const retried = failedAndDependents(stored, given)
  refuseChanged(run_id, stored, current)
  const nodes = await findCurrent(connection, run_id, stored, retried, current)
  refuseConflicts(await planSync(connection, nodes))
  await replaceFunctions(
    connection,
    project.functions.map(([, text]) => text),
  )
  const built = new Set(stored.filter(({ state }) => state !== 'carried_over').map(({ node }) => node))
  const definitions = nodes.map((node) => ({ node: node.name, definition: node, depends_on: node.refs.filter((ref) => built.has(ref)) }))
  await connection.query(
    sql`update meta.run_node as node
     set state = 'waiting', definition = given.definition, error = null, started_at = null, ended_at = null,
         depends_on = array(select jsonb_array_elements_text(given.depends_on))
     from jsonb_to_recordset(${JSON.stringify(definitions)}) as given(node text, definition jsonb, depends_on jsonb)
     where node.run_id = ${run_id} and node.node = given.node`,
  )
  // Drop old results: the contract may no longer have these audits.
  const names = nodes.map(({ name }) => name)
  await connection.query(sql`delete from meta.audit_failure where run_id = ${run_id} and node = any(${names})`)
  await connection.query(sql`delete from meta.audit_result where run_id = ${run_id} and node = any(${names})`)
  return retried.filter(({ state }) => state === 'failed').map(({ node }) => node)
}

function refuseChanged(runId: number, stored: StoredNode[], current: Map<string, Node>): void {
  const finished = stored.filter(({ kind, state }) => kind !== 'view' && ['built', 'unchanged', 'carried_over', 'skipped'].includes(state))
  const changed = finished.filter(({ node, definition }) => current.get(node)?.code_hash !== definition.code_hash)
  if (changed.length === 0) return
  throw new MemberhouseError(`Changed after run ${runId} had built them: ${changed.map(({ node }) => node).join(', ')}`, {
    hint: 'A retry keeps the finished nodes. Undo these changes, or build everything again with: memberhouse build --supersede',
  })
}

/** Returns the current nodes; throws when one was deleted or reads a relation that the run does not hold. */
async function findCurrent(
  connection: pg.PoolClient,
  runId: number,
  stored: StoredNode[],
  retried: StoredNode[],
  current: Map<string, Node>,
): Promise<Node[]> {
  const { rows } = await connection.query<{ relation: string }>(sql`select relation from meta.release_relation where release = ${runId}`)
  const held = new Set([...rows.map((row) => row.relation), ...stored.map(({ node }) => node)])
  const problems = retried.flatMap(({ node }) => {
    const found = current.get(node)
    if (!found) return [`${node} is no longer in the project`]
    return found.refs.filter((ref) => !held.has(ref)).map((ref) => `${node} reads ${ref}, which run ${runId} does not hold`)
  })
  if (problems.length === 0) return retried.map(({ node }) => current.get(node)!)
  throw new MemberhouseError(problems.join('\n'), { hint: 'Build everything again with: memberhouse build --supersede' })
}
