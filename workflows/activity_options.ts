import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow'
import type { Activities } from '../activities/create_activities.ts'

// These take a second at most: if a worker dies, another one soon takes over.
const brief = { startToCloseTimeout: '20 seconds', retry: { maximumAttempts: 20, maximumInterval: '10 seconds' } } as const
// A dead worker is noticed by the heartbeat timeout; a statement may take up to 6 hours.
const long = {
  startToCloseTimeout: '6 hours',
  heartbeatTimeout: '10 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { maximumAttempts: 20, initialInterval: '1 second', maximumInterval: '30 seconds' },
} as const

const { finishRun, abandonRun, expireParked } = proxyActivities<Activities>(brief)
// A hook may take 10 s and is tried three times within one activity.
const { notify } = proxyActivities<Activities>({ ...brief, startToCloseTimeout: '50 seconds' })
const { prepareRun, operateRun, resumeRun, buildNode, buildNodes, replaceViews, retireReleases } = proxyActivities<Activities>(long)
// A command fails at once if another run holds the lease; a night retries until `parked_hours`.
const { beginRun: beginNow } = proxyActivities<Activities>({ ...brief, retry: { ...brief.retry, nonRetryableErrorTypes: ['LeaseHeld'] } })
const { beginRun: beginWhenFree } = proxyActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '10 seconds', backoffCoefficient: 1 },
})

/** The activities of a run with their timeouts and retries. */
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
