import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { WorkflowFailedError } from '@temporalio/client'
import { readTemporalNames } from '../../engine/meta/temporal_names.ts'
import { throwRefusal } from '../../engine/run/operate_run.ts'
import { readRunStatus } from '../../engine/meta/read_run_status.ts'
import type { RunRequest } from '../../engine/meta/run_request.ts'
import type { RunStatus } from '../../engine/meta/run_state.ts'
import { messageOf } from '../../engine/run/walk.ts'
import type { Warehouse } from '../warehouse.ts'
import { printRunStatus } from './print_run_status.ts'
import { waitForWorker } from './wait_for_worker.ts'
import { printWatchFailure, watchRun } from './watch_run.ts'
import { withTemporal } from '../temporal_client.ts'

/** Starts a run on Temporal and follows it. Throws when no worker takes it in time. */
export async function buildOnTemporal({ config, database }: Omit<Warehouse, 'url'>, request: RunRequest): Promise<RunStatus> {
  const names = await readTemporalNames(database)
  return withTemporal(config, async (client) => {
    const handle = await client.workflow.start('buildRelease', {
      taskQueue: names.taskQueue,
      workflowId: `${names.workflowId}:${randomUUID()}`,
      args: [request],
      ...names.label,
    })
    const ended = (handle.result() as Promise<RunStatus>).catch((error: unknown) => {
      if (!(error instanceof WorkflowFailedError)) throw error
      return { failure: messageOf(error) }
    })
    const hasEnded = new AbortController()
    void ended.catch(() => {}).then(() => hasEnded.abort())
    const run = await waitForWorker(database, handle, names, hasEnded.signal)
    if (run !== null) return followRun(database, run, ended)
    const end = await ended
    if ('failure' in end) throwRefusal(end.failure)
    return followRun(database, (end as RunStatus).run_id, ended)
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
  const end = await Promise.race([ended, parked()]).finally(() => watching.abort())
  await watched
  const status = await readRunStatus(database, runId)
  if (status.state === 'building' && hasFailed(end)) console.log(end.failure)
  return printRunStatus(database, status)
}

const hasFailed = (end: unknown): end is { failure: string } => typeof end === 'object' && end !== null && 'failure' in end
