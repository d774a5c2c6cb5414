import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { WorkflowFailedError } from '@temporalio/client'
import sql from 'sql-template-tag'
import { temporalNames } from '../../engine/meta/temporal_names.ts'
import { throwRefusal } from '../../engine/run/operate_run.ts'
import { readRunStatus } from '../../engine/meta/read_run_status.ts'
import type { RunRequest } from '../../engine/meta/run_request.ts'
import type { RunStatus } from '../../engine/meta/run_state.ts'
import { messageOf } from '../../engine/run/walk.ts'
import type { Warehouse } from '../warehouse.ts'
import { printRunStatus } from './print_run_status.ts'
import { printWatchFailure, watchRun } from './watch_run.ts'
import { withTemporal } from '../temporal_client.ts'

/** Starts a run on Temporal and follows it. */
export async function buildOnTemporal({ config, url, database }: Warehouse, request: RunRequest): Promise<RunStatus> {
  return withTemporal(config, async (client) => {
    const names = temporalNames(url)
    const workflowId = `${names.workflowId}:${randomUUID()}`
    const handle = await client.workflow.start('buildRelease', { taskQueue: names.taskQueue, workflowId, args: [request] })
    const ended = (handle.result() as Promise<unknown>).catch((error: unknown) => {
      if (!(error instanceof WorkflowFailedError)) throw error
      return { failure: messageOf(error) }
    })
    const begun = await Promise.race([ended, waitForRun(database, workflowId, names.taskQueue)])
    if (typeof begun === 'number') return followRun(database, begun, ended)
    if (begun && typeof begun === 'object' && 'failure' in begun) throwRefusal(String(begun.failure))
    return begun as RunStatus
  })
}

/** Shows a run on Temporal until it is parked or its workflow has `ended`. Ctrl-C detaches and leaves the run going. */
export async function followRun(database: Warehouse['database'], runId: number, ended: Promise<unknown>): Promise<RunStatus> {
  const watching = new AbortController()
  process.once('SIGINT', () => {
    watching.abort()
    console.log(
      `\nDetached: run ${runId} continues. See it with: memberhouse run show ${runId}; cancel it with: memberhouse run cancel ${runId}`,
    )
    process.exit(0)
  })
  const watched = watchRun(database, runId, watching.signal).catch(printWatchFailure)
  const parked = async () => {
    while (!watching.signal.aborted && (await readRunStatus(database, runId).catch(() => null))?.state !== 'parked') await delay(200)
  }
  await Promise.race([ended, parked()]).finally(() => watching.abort())
  await watched
  return printRunStatus(database, await readRunStatus(database, runId))
}

/** Waits for the run that a workflow begins and returns its number. Prints a hint when no worker takes it. */
async function waitForRun(database: Warehouse['database'], workflowId: string, taskQueue: string): Promise<number> {
  for (let waited = 0; ; waited += 100) {
    const { rows } = await database.query<{ run_id: number }>(sql`select run_id from meta.run where workflow_id = ${workflowId}`)
    if (rows[0]) return rows[0].run_id
    if (waited === 5000) console.log(`No worker has taken the run yet. Is one running on ${taskQueue}? Start one with: memberhouse up`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
