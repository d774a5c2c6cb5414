import { activityInfo, log } from '@temporalio/activity'
import { abandonRun } from '../engine/run/end_run.ts'
import { expireParked } from '../engine/run/park_run.ts'
import { beginRun, type BuildingRun } from '../engine/run/begin_run.ts'
import { buildNode, type NodeOutcome } from '../engine/build/build_node.ts'
import { compileProject } from '../engine/project/compile_project.ts'
import type { Config } from '../engine/project/config.ts'
import type { Database } from '../engine/postgres/database.ts'
import { terminateBackends } from '../engine/postgres/terminate_backends.ts'
import { MemberhouseError } from '../engine/base/errors.ts'
import { isTransient } from '../engine/postgres/is_transient.ts'
import { LeaseHeld, LeaseLost, type Lease } from '../engine/meta/lease.ts'
import { dayIn } from '../engine/base/calendar_day.ts'
import { notify } from '../engine/run/notify.ts'
import { operateRun, type OperationOutcome, type OperatorCommand } from '../engine/run/operate_run.ts'
import { prepareRun } from '../engine/run/prepare_run.ts'
import { finishRun } from '../engine/run/finish_run.ts'
import { replaceViews } from '../engine/release/replace_views.ts'
import { resumeRun } from '../engine/run/resume_run.ts'
import { retireReleases, reportRetention } from '../engine/release/retire_releases.ts'
import { runRequest, type RunRequest } from '../engine/meta/run_request.ts'
import type { RunStatus } from '../engine/meta/run_state.ts'
import type { NodeFailure, Slots, WalkNode } from '../engine/run/walk.ts'
import { heartbeating, renewingLease } from './heartbeat.ts'
import { hideDetail, hideRows, reportFailure, withHint } from './report_failure.ts'

export type Activities = ReturnType<typeof createActivities>
type Prepared = { nodes: WalkNode[]; slots: Slots }

/** The activities of a run's workflow: one side effect each, all idempotent. */
export function createActivities({ database, url, config }: { database: Database; url: string; config: Config }) {
  // Shared by all activities, so that 500 short nodes renew the lease only once.
  const renewed = { fence: 0, at: 0 }
  const withLease = <Result>(lease: Lease, work: (signal: AbortSignal) => Promise<Result>, describe?: (error: Error) => string) =>
    reportFailure(() => renewingLease(database, lease, renewed, work), describe)
  // Quick nodes are built in batches by one activity, which limits itself to the light slots.
  const slots = { heavySlots: config.heavy_slots, lightSlots: config.light_slots, quickSlots: 64 }
  const attemptNode = async (lease: Lease, name: string, signal: AbortSignal): Promise<NodeOutcome> => {
    // The previous attempt may belong to a suspended worker that still locks the node.
    if (activityInfo().attempt > 1) await terminateBackends(database, lease.run_id, name)
    return buildNode(database, lease, name, signal)
  }
  return {
    /** Takes the lease for a new run. `nominal` is the scheduled time of a night, even if it starts later. */
    beginRun: (request: RunRequest, nominal: string | null): Promise<BuildingRun> =>
      reportFailure(() => {
        const checked = runRequest.parse(request)
        const night = nominal && dayIn(config.time_zone, new Date(nominal))
        const { workflowId } = activityInfo().workflowExecution!
        return beginRun(
          database,
          { ...checked, as_of: checked.as_of ?? night },
          { runner: 'temporal', workflow_id: workflowId },
          config,
        ).catch((error: unknown) => {
          throw error instanceof LeaseHeld && hasWaited(config.parked_hours)
            ? new MemberhouseError(`${error.message}: timed out waiting for the lease`)
            : error
        })
      }, withHint),

    prepareRun: (run: BuildingRun, request: RunRequest): Promise<Prepared> =>
      withLease(run, async () => ({
        nodes: await prepareRun(database, url, await compileProject(config.project), run, request, logLine),
        slots,
      })),

    operateRun: (runId: number, command: OperatorCommand): Promise<OperationOutcome> =>
      reportFailure(
        () =>
          heartbeating(async () => {
            const { run, status } = await operateRun(database, url, () => compileProject(config.project), runId, command)
            return { run, status: hideDetail(status) }
          }),
        withHint,
      ),

    resumeRun: (run: BuildingRun): Promise<Prepared> =>
      withLease(run, async (signal) => ({ nodes: await resumeRun(database, run, logLine, signal), slots })),

    buildNode: (lease: Lease, name: string): Promise<NodeOutcome> =>
      withLease(
        lease,
        (signal) => attemptNode(lease, name, signal),
        (error) => hideRows(error, lease),
      ),

    /** Builds nodes that do not depend on each other, and returns those that failed. */
    buildNodes: (lease: Lease, names: string[]): Promise<NodeFailure[]> =>
      withLease(
        lease,
        async (signal) => {
          const failed: NodeFailure[] = []
          const queue = names.values()
          const buildNext = async () => {
            for (const name of queue) {
              const about = { run: lease.run_id, node: name }
              try {
                log.info('buildNode done', { ...about, ...(await attemptNode(lease, name, signal)) })
              } catch (error) {
                if (signal.aborted || !(error instanceof Error) || isTransient(error) || error instanceof LeaseLost) throw error
                failed.push({ name, message: hideRows(error, lease) })
                log.warn('buildNode failed', { ...about, error: hideRows(error, lease) })
              }
            }
          }
          // Wait for all: a node still at work would collide with the next attempt.
          const outcomes = await Promise.allSettled(Array.from({ length: config.light_slots }, buildNext))
          for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
          return failed
        },
        (error) => hideRows(error, lease),
      ),

    finishRun: (lease: Lease, failed: NodeFailure[]): Promise<RunStatus> =>
      reportFailure(async () => hideDetail(await finishRun(database, lease, failed, config))),

    expireParked: (lease: Lease): Promise<RunStatus> => reportFailure(async () => hideDetail(await expireParked(database, lease))),

    replaceViews: (lease: Lease): Promise<void> => withLease(lease, () => replaceViews(database, lease.run_id, logLine)),

    retireReleases: (lease: Lease): Promise<void> => withLease(lease, async () => reportRetention(await retireReleases(database), logLine)),

    notify: (runId: number): Promise<void> =>
      reportFailure(() => notify(config, database, runId, { log: (line, level) => log[level](line) })),

    abandonRun: (lease: Lease, state: 'failed' | 'cancelled', detail: string): Promise<void> =>
      reportFailure(async () => void (await abandonRun(database, lease, state, detail))),
  }
}

/** Writes to the worker's log; the run and node are added to each line. */
const logLine = (line: string): void => log.info(line)

/** Whether the activity was first scheduled more than this many hours ago. */
const hasWaited = (hours: number) => Date.now() - activityInfo().scheduledTimestampMs > hours * 3_600_000
