import { ApplicationFailure, CancellationScope, CancelledFailure, isCancellation, log, workflowInfo } from '@temporalio/workflow'
import { defineSearchAttributeKey } from '@temporalio/common'
import type { BuildingRun } from '../engine/run/begin_run.ts'
import type { RunRequest } from '../engine/meta/run_request.ts'
import type { RunStatus } from '../engine/meta/run_state.ts'
import { messageOf, walk } from '../engine/run/walk.ts'
import { activities } from './activity_options.ts'
import { nodeBuilder } from './node_builder.ts'
import { operator, type Operator } from './operator_commands.ts'

const { abandonRun, beginNow, beginWhenFree, notify, prepareRun, finishRun, replaceViews, resumeRun, retireReleases } = activities
const scheduledStartTime = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME')

/**
 * One run: builds what changed, node by node, then publishes everything or nothing. If nodes fail or a gate closes, it parks and waits for
 * an operator command.
 */
export async function buildRelease(request: RunRequest): Promise<RunStatus> {
  const nominal = workflowInfo().typedSearchAttributes.get(scheduledStartTime)?.toISOString() ?? null
  const commands = operator()
  const run = await (request.is_scheduled ? beginWhenFree : beginNow)(request, nominal)
  try {
    return await buildUntilEnded(run, request, commands)
  } finally {
    await CancellationScope.nonCancellable(() => Promise.all([notifyHook(run), cleanUp(run)]))
  }
}

// The run is already final: a failed hook, view replacement or clean-up does not change its state.
const notifyHook = (run: BuildingRun) => notify(run.run_id).catch((error) => log.error(`The hook failed: ${messageOf(error)}`))

/** What fails here is retried by the next run. */
async function cleanUp(run: BuildingRun): Promise<void> {
  await replaceViews(run).catch((error) => log.error(`Views were not replaced: ${messageOf(error)}`))
  await retireReleases(run).catch((error) => log.error(`Old releases were not retired: ${messageOf(error)}`))
}

async function buildUntilEnded(begun: BuildingRun, request: RunRequest, commands: Operator): Promise<RunStatus> {
  let run = begun
  try {
    let prepared = await prepareRun(run, request)
    for (;;) {
      const current = run
      const { failed } = await walk(prepared.nodes, prepared.slots, nodeBuilder(current))
      if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('cancelled on request')
      let status = await finishRun(run, failed)
      if (status.state === 'parked') {
        void CancellationScope.nonCancellable(() => notifyHook(current))
        status = await commands.waitForDecision(run, status, (resumed) => (run = resumed))
      }
      if (status.state === 'failed') throw ApplicationFailure.nonRetryable(status.detail ?? 'failed', 'RunFailed')
      if (status.state !== 'building') return status
      prepared = await resumeRun(run)
    }
  } catch (error) {
    const state = isCancellation(error) ? 'cancelled' : 'failed'
    await CancellationScope.nonCancellable(() => abandonRun(run, state, messageOf(error)))
    throw error
  }
}
