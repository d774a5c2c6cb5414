import type pg from 'pg'
import sql from 'sql-template-tag'
import { endAsCandidate } from './end_run.ts'
import { failedAndDependents, readStoredNodes } from './retry_nodes.ts'

/**
 * Skips failed nodes of a parked run and the nodes that wait for them: they keep their newest published versions. Returns their names.
 * The run ends as a candidate when no failed node is left.
 */
export async function skipNodes(connection: pg.PoolClient, runId: number, given: string | null, actor: string): Promise<string[]> {
  const stored = await readStoredNodes(connection, runId)
  const skipped = failedAndDependents(stored, given).map(({ node }) => node)
  await connection.query(
    sql`update meta.run_node set state = 'skipped', ended_at = coalesce(ended_at, clock_timestamp())
     where run_id = ${runId} and node = any(${skipped})`,
  )
  await connection.query(
    sql`insert into meta.release_relation (release, relation, version, code_hash, inputs, as_of)
     select node.run_id, base.relation, base.version, base.code_hash, base.inputs, base.as_of
     from meta.run_node as node
     cross join jsonb_to_record(node.base) as base(relation text, version bigint, code_hash text, inputs jsonb, as_of date)
     where node.run_id = ${runId} and node.node = any(${skipped}) and node.kind <> 'view' and jsonb_typeof(node.base) = 'object'`,
  )
  if (stored.every(({ node, kind, state }) => state !== 'failed' || kind === 'view' || skipped.includes(node)))
    await endAsCandidate(connection, runId, `skipped ${skipped.join(', ')}`, actor)
  return skipped
}
