import {
  ActivityCancellationType,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  isCancellation,
  log,
  proxyActivities,
  workflowInfo,
} from '@temporalio/workflow'
import { defineSearchAttributeKey } from '@temporalio/common'
import type { Activities } from '../activities/create_activities.ts'
import type { RunEnd } from '../engine/publish.ts'
import type { Begun } from '../engine/begin_run.ts'
import type { RunRequest } from '../engine/run_request.ts'
import { describeFailures, messageOf, walk } from '../engine/walk.ts'

const brief = { startToCloseTimeout: '1 minute', retry: { maximumAttempts: 20, maximumInterval: '10 seconds' } } as const
// A worker that dies is noticed after the heartbeat's timeout; a statement itself may take as long as it needs.
const long = {
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '10 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { maximumAttempts: 20, initialInterval: '1 second', maximumInterval: '30 seconds' },
} as const

const { publishRun, abandonRun } = proxyActivities<Activities>(brief)
const { prepareRun, buildNode, replaceViews } = proxyActivities<Activities>(long)
// A command is told at once who holds the lease; a night waits for it.
const { beginRun: beginNow } = proxyActivities<Activities>({ ...brief, retry: { ...brief.retry, nonRetryableErrorTypes: ['LeaseHeld'] } })
const { beginRun: beginWhenFree } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '6 hours',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 1 },
})

const scheduledStartTime = defineSearchAttributeKey('TemporalScheduledStartTime', 'DATETIME')

/** One run: builds what changed, node by node, and publishes it all together, or nothing. */
export async function buildRelease(request: RunRequest): Promise<RunEnd> {
  const nominal = workflowInfo().typedSearchAttributes.get(scheduledStartTime)?.toISOString() ?? null
  const begin = request.is_scheduled ? beginWhenFree : beginNow
  const run = await begin(request, nominal)
  const end = await buildNodes(run, request)
  // Published stays published: a view that could not be replaced is tried again by the next run.
  await CancellationScope.nonCancellable(() => replaceViews(run)).catch((error) => log.error(`Views wait: ${messageOf(error)}`))
  return end
}

async function buildNodes(run: Begun, request: RunRequest): Promise<RunEnd> {
  try {
    const { nodes, slots } = await prepareRun(run, request)
    const { failed } = await walk(nodes, slots, (node) => buildNode(run, node.name))
    if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('cancelled on request')
    if (failed.length > 0) throw ApplicationFailure.nonRetryable(describeFailures(failed), 'NodesFailed')
    return await publishRun(run)
  } catch (error) {
    const state = isCancellation(error) ? 'cancelled' : 'failed'
    await CancellationScope.nonCancellable(() => abandonRun(run, state, messageOf(error)))
    throw error
  }
}
