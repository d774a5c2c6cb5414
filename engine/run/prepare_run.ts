import sql from 'sql-template-tag'
import type { Project } from '../project/compile.ts'
import { throwProblems } from '../base/problems.ts'
import { checkContracts } from '../check/check_contracts.ts'
import { checkFreshness } from './check_freshness.ts'
import { MemberhouseError } from '../base/errors.ts'
import { recordEvent } from '../meta/record_event.ts'
import { inTransaction, type Connection, type Database } from '../postgres/database.ts'
import type { BuildingRun } from './begin_run.ts'
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
 * Prepares a run: checks contracts and freshness, undoes what was never published, syncs the relations with their contracts, fixes the
 * newest batch of each source, and stores the nodes, so that later edits do not reach this run. Returns the nodes to build.
 */
export async function prepareRun(
  database: Database,
  url: string,
  project: Project,
  run: BuildingRun,
  request: RunRequest,
  report: (line: string) => void,
  signal?: AbortSignal,
): Promise<WalkNode[]> {
  throwProblems(await checkContracts(url, project))
  await reportStaleSources(database, project, run, report)
  await createFunctions(
    database,
    project.functions.map(([, text]) => text),
  )
  await undoUnpublished(database)
  await syncRelations(database, await planSync(database, project.nodes), run, report, signal)
  return inTransaction(database, async (connection) => {
    const stored = await readStored(connection, run)
    if (stored) return stored
    // From here on retention keeps the versions that this run carries over.
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
 * Reads the nodes to build, null when none are stored yet. Nodes that an earlier attempt stored are final, since some may be built already.
 * Views are not walked but replaced after the publication: see replace_views.ts. A node is quick if its last build took under 0.5 s.
 */
async function readStored(connection: Connection, run: BuildingRun): Promise<WalkNode[] | null> {
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

/** Reports and records stale sources; throws when one is older than its error_days. */
async function reportStaleSources(database: Database, project: Project, run: BuildingRun, report: (line: string) => void): Promise<void> {
  const stale = await checkFreshness(database, project.nodes, run.as_of)
  for (const { message } of stale) {
    report(message)
    await recordEvent(database, run.run_id, 'stale source', 'memberhouse', message)
  }
  const errors = stale.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    throw new MemberhouseError(errors.map(({ message }) => message).join('\n'), {
      hint: 'Load newer files with: memberhouse load, or raise error_days in the contract of the source.',
    })
  }
}
