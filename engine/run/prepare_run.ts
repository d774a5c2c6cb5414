import sql from 'sql-template-tag'
import type { Project } from '../project/compile.ts'
import { throwProblems } from '../base/problems.ts'
import { checkContracts } from '../check/check_contracts.ts'
import { checkFreshness } from './check_freshness.ts'
import { MemberhouseError } from '../base/errors.ts'
import { recordEvent } from '../meta/record_event.ts'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import type { Begun } from './begin_run.ts'
import { holdLease } from '../meta/lease.ts'
import { createFunctions } from '../meta/migrate.ts'
import { planNodes, type PlannedNode } from './plan.ts'
import { readKnown } from '../meta/read_known_versions.ts'
import type { RunRequest } from '../meta/run_request.ts'
import { selectNodes } from '../project/select_nodes.ts'
import { planSync } from '../store/plan_sync.ts'
import { syncRelations } from '../store/sync_relations.ts'
import { undoUnpublished } from '../store/undo_unpublished.ts'
import type { WalkNode } from './walk.ts'

/**
 * Makes a begun run ready: takes back what never was published, brings the relations to their contracts, fixes what is known
 * of each source, and stores what will run, so that an edit does not reach a run in flight. Returns the nodes to build.
 */
export async function prepareRun(
  database: Database,
  url: string,
  project: Project,
  run: Begun,
  request: RunRequest,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<WalkNode[]> {
  throwProblems(await checkContracts(url, project))
  await tellStale(database, project, run, report)
  await createFunctions(
    database,
    project.functions.map(([, text]) => text),
  )
  await undoUnpublished(database)
  await syncRelations(database, await planSync(database, project.nodes), run, report, signal)
  return inTransaction(database, async (connection) => {
    const stored = await readStored(connection, run)
    if (stored) return stored
    // From here on nothing is retired that this run takes over.
    await holdLease(connection, run)
    const known = await readKnown(connection)
    const planned = planNodes(
      project.nodes,
      known,
      run.as_of,
      selectNodes(project.nodes, request.select, request.exclude),
      request.full_refresh,
    )
    const toBuild = planned.filter(({ action }) => action === 'build')
    const building = new Set(toBuild.map(({ node }) => node.name))
    const runNodes = JSON.stringify(planned.map((entry, position) => runNode(entry, position, building)))
    const carriedOver = JSON.stringify([
      ...project.nodes
        .filter((node) => node.kind === 'source')
        .map((node) => ({ relation: node.name, version: known.watermarks.get(node.name) ?? 0 })),
      ...planned.filter(({ node, action }) => node.kind !== 'view' && action === 'carry_over').map(({ base }) => base),
    ])
    await connection.query(
      sql`insert into meta.run_node (run_id, node, kind, state, position, reason, definition, base, depends_on)
       select ${run.run_id}, given.node, given.kind, given.state, given.position, given.reason, given.definition, given.base,
           array(select jsonb_array_elements_text(given.depends_on))
       from jsonb_to_recordset(${runNodes}) as given(
           node text, kind text, state text, position integer, reason text, definition jsonb, base jsonb, depends_on jsonb
       )`,
    )
    await connection.query(
      sql`insert into meta.release_relation (release, relation, version, code_hash, inputs, as_of)
       select ${run.run_id}, given.relation, given.version, given.code_hash, coalesce(given.inputs, '{}'), given.as_of
       from jsonb_to_recordset(${carriedOver}) as given(relation text, version bigint, code_hash text, inputs jsonb, as_of date)`,
    )
    return (await readStored(connection, run)) ?? []
  })
}

/**
 * The nodes to build as they are stored: also by an earlier attempt, on which nodes may have been built, so it stands. Views wait for the
 * publication to take effect: see replace_views.ts. Quick are those that took less than half a second when they were built last, lately.
 */
async function readStored(connection: Connection, run: Begun): Promise<WalkNode[] | null> {
  await connection.query(sql`select from meta.run where run_id = ${run.run_id} for update`)
  const { rows } = await connection.query<WalkNode & { is_walked: boolean }>(
    sql`with lately as (
         select distinct on (node) node, ended_at - started_at < interval '0.5 s' as is_quick from meta.run_node
         where run_id between ${run.run_id} - 10 and ${run.run_id} - 1 and state in ('built', 'unchanged') order by node, run_id desc
     )
     select node as name, depends_on, (definition ->> 'heavy')::boolean as heavy, coalesce(lately.is_quick, false) as quick,
         reason is not null and kind <> 'view' as is_walked
     from meta.run_node left join lately using (node) where run_id = ${run.run_id} order by position`,
  )
  if (rows.length === 0) return null
  return rows.filter((row) => row.is_walked).map(({ name, depends_on, heavy, quick }) => ({ name, depends_on, heavy, quick }))
}

const runNode = ({ node, action, reason, base }: PlannedNode, position: number, building: Set<string>) => ({
  node: node.name,
  kind: node.kind,
  state: action === 'build' ? 'waiting' : 'carried_over',
  position,
  reason,
  definition: node,
  base,
  depends_on: node.refs.filter((ref) => building.has(ref)),
})

/** A stale source is written down, and beyond its second limit fails the run before anything is built. */
async function tellStale(database: Database, project: Project, run: Begun, report: (line: string) => void): Promise<void> {
  const stale = await checkFreshness(database, project.nodes, run.as_of)
  for (const { message } of stale) {
    report(message)
    await recordEvent(database, run.run_id, 'stale source', 'memberhouse', message)
  }
  const errors = stale.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    throw new MemberhouseError(errors.map(({ message }) => message).join('\n'), {
      hint: 'Load its newer files with: memberhouse load, or raise error_days of its freshness',
    })
  }
}
