import { setTimeout as delay } from 'node:timers/promises'
import { WorkflowNotFoundError } from '@temporalio/client'
import sql from 'sql-template-tag'
import { MemberhouseError } from '../engine/errors.ts'
import { abandonRun } from '../engine/publish.ts'
import { readRun } from '../engine/read_runs.ts'
import type { Warehouse } from './project.ts'
import { withTemporal } from './temporal_client.ts'

/** Cancels a building run, through Temporal or, where it runs without or no worker answers, in the database alone; returns when it has ended. */
export async function cancelRun({ config, database }: Warehouse, runId: number): Promise<void> {
  const run = await readRun(database, runId)
  if (run.state !== 'building') throw new MemberhouseError(`Run ${runId} is ${run.state}: only a building run can be cancelled`)
  if (run.runner === 'temporal') {
    await withTemporal(config, async (client) => {
      const handle = client.workflow.getHandle(run.workflow_id!)
      await handle.cancel().catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error
      })
      const over = new AbortController()
      const ended = handle.result().then(
        () => over.abort(),
        () => over.abort(),
      )
      // Only a worker can end a workflow, and there may be none.
      await Promise.race([ended, delay(15_000, undefined, { signal: over.signal }).catch(() => {})])
    })
  }
  if ((await readRun(database, runId)).state === 'building') {
    const { rows } = await database.query<{ fence: number }>(sql`select fence from meta.run where run_id = ${runId}`)
    await abandonRun(database, { run_id: runId, fence: rows[0]!.fence }, 'cancelled', 'cancelled on request')
    const itsConnections = `memberhouse:${runId}:%`
    await database.query(sql`select pg_cancel_backend(pid) from pg_stat_activity where application_name like ${itsConnections}`)
  }
  console.log(`Run ${runId} is ${(await readRun(database, runId)).state}.`)
}
