import { setTimeout as delay } from 'node:timers/promises'
import { WorkflowNotFoundError } from '@temporalio/client'
import sql from 'sql-template-tag'
import { abandonRun } from '../../engine/run/end_run.ts'
import { isOwnWorkflow, readTemporalNames } from '../../engine/meta/temporal_names.ts'
import { throwRefusal } from '../../engine/run/operate_run.ts'
import { readRun } from '../../engine/meta/read_runs.ts'
import { readRunStatus } from '../../engine/meta/read_run_status.ts'
import { refusal } from '../../engine/meta/run_state.ts'
import type { Warehouse } from '../warehouse.ts'
import { withTemporal } from '../temporal_client.ts'

/**
 * Cancels a building or parked run and waits until it has ended. Goes through Temporal; without Temporal, or when no worker answers, it
 * cancels the run in the database.
 */
export async function cancelRun({ config, database }: Warehouse, runId: number): Promise<void> {
  throwRefusal(refusal('cancel', null, await readRunStatus(database, runId)))
  const run = await readRun(database, runId)
  if (run.runner === 'temporal' && isOwnWorkflow(run.workflow_id!, await readTemporalNames(database))) {
    await withTemporal(config, async (client) => {
      const handle = client.workflow.getHandle(run.workflow_id!)
      await handle.cancel().catch((error: unknown) => {
        if (!(error instanceof WorkflowNotFoundError)) throw error
      })
      const hasEnded = new AbortController()
      const ended = handle.result().then(
        () => hasEnded.abort(),
        () => hasEnded.abort(),
      )
      // Only a worker can end a workflow, and none may be running.
      await Promise.race([ended, delay(15_000, undefined, { signal: hasEnded.signal }).catch(() => {})])
    })
  }
  if (refusal('cancel', null, await readRunStatus(database, runId)) === null) {
    const { rows } = await database.query<{ fence: number }>(sql`select fence from meta.run where run_id = ${runId}`)
    await abandonRun(database, { run_id: runId, fence: rows[0]!.fence }, 'cancelled', 'cancelled on request')
  }
  console.log(`Run ${runId} is ${(await readRunStatus(database, runId)).state}.`)
}
