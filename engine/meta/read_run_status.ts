import sql from 'sql-template-tag'
import type { Connection, Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'
import type { RunStatus } from './run_state.ts'

/** Reads the state of a run, and why it is in it. */
export async function readRunStatus(database: Connection | Database, runId: number): Promise<RunStatus> {
  const { rows } = await database.query<RunStatus>(
    sql`select run.run_id, run.state, run.waits_for, run.parked_until, publication.effective_at, coalesce(run.error, (
         select event.detail from meta.run_event as event
         where event.run_id = run.run_id and event.event = run.state order by event.event_id desc limit 1
     )) as detail, array(
         select node.node from meta.run_node as node
         where node.run_id = run.run_id and node.state = 'failed' and node.kind <> 'view' order by node.position
     ) as failed
     from meta.run
     left join meta.publication on publication.release = run.run_id and publication.kind = 'publish'
     where run.run_id = ${runId}`,
  )
  if (!rows[0]) throw new MemberhouseError(`There is no run ${runId}`, { hint: 'List runs with: memberhouse runs' })
  return rows[0]
}
