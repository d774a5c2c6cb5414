import { ApplicationFailure, CancellationScope, CancelledFailure, isCancellation, log, workflowInfo } from '@temporalio/workflow'
import { defineSearchAttributeKey } from '@temporalio/common'
import type { Begun } from '../engine/run/begin_run.ts'
import type { RunRequest } from '../engine/meta/run_request.ts'
import type { RunStatus } from '../engine/meta/run_state.ts'
import { messageOf, walk } from '../engine/run/walk.ts'
import { activities } from './activity_options.ts'
import { nodeBuilder } from './node_builder.ts'
import { operator, type Operator } from './operator.ts'

const { abandonRun, beginNow, beginWhenFree, notify, prepareRun, finishRun, replaceViews, resumeRun, retireReleases } = activities
const scheduledStartTime = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME')

/**
 * One run: builds what changed, node by node, and publishes it all together, or nothing. With failed nodes or a closed gate it waits
 * for a person, and goes on as told.
 */
export async function buildRelease(request: RunRequest): Promise<RunStatus> {
  const nominal = workflowInfo().typedSearchAttributes.get(scheduledStartTime)?.toISOString() ?? null
  const person = operator()
  const run = await (request.is_scheduled ? beginWhenFree : beginNow)(request, nominal)
  try {
    return await buildUntilEnded(run, request, person)
  } finally {
    await CancellationScope.nonCancellable(() => Promise.all([notifyHook(run), tidyUp(run)]))
  }
}

// Ended is ended: who could not be told, what could not be replaced or taken away, changes nothing of it.
const notifyHook = (run: Begun) => notify(run.run_id).catch((error) => log.error(`The hook was not told: ${messageOf(error)}`))

/** The next run tries again what could not be done. */
async function tidyUp(run: Begun): Promise<void> {
  await replaceViews(run).catch((error) => log.error(`Views wait: ${messageOf(error)}`))
  await retireReleases(run).catch((error) => log.error(`Old releases wait: ${messageOf(error)}`))
}

async function buildUntilEnded(begun: Begun, request: RunRequest, person: Operator): Promise<RunStatus> {
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
        status = await person.decides(run, status, (resumed) => (run = resumed))
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
