import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/create_activities.ts'

// Each takes a second at most: when its worker dies it is soon given to another.
const brief = { startToCloseTimeout: '20 seconds', retry: { maximumAttempts: 20, maximumInterval: '10 seconds' } } as const
// A worker that dies is noticed after the heartbeat's timeout; a statement itself may take as long as it needs.
const long = {
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '10 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { maximumAttempts: 20, initialInterval: '1 second', maximumInterval: '30 seconds' },
} as const

const { finishRun, abandonRun, expireParked } = proxyActivities<Activities>(brief)
// A hook is tried three times.
const { notify } = proxyActivities<Activities>({ ...brief, startToCloseTimeout: '50 seconds' })
const { prepareRun, operateRun, resumeRun, buildNode, buildNodes, replaceViews, retireReleases } = proxyActivities<Activities>(long)
// A command is told at once who holds the lease; a night waits for it, as long as the activity says.
const { beginRun: beginNow } = proxyActivities<Activities>({ ...brief, retry: { ...brief.retry, nonRetryableErrorTypes: ['LeaseHeld'] } })
const { beginRun: beginWhenFree } = proxyActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 1 },
})

/** What a run does to the world, and how long each may take. */
export const activities = {
  abandonRun,
  beginNow,
  beginWhenFree,
  buildNode,
  buildNodes,
  expireParked,
  notify,
  operateRun,
  prepareRun,
  finishRun,
  replaceViews,
  resumeRun,
  retireReleases,
}
