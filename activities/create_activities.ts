import { activityInfo, cancellationSignal, heartbeat, log } from '@temporalio/activity'
import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { abandonRun, expireParked } from '../engine/run/end_run.ts'
import { AuditFailed } from '../engine/build/audit_rows.ts'
import { beginRun, type Begun } from '../engine/run/begin_run.ts'
import { LeaseHeld } from '../engine/meta/lease.ts'
import { buildNode, type NodeOutcome } from '../engine/build/build_node.ts'
import { compileProject } from '../engine/project/compile_project.ts'
import type { Config } from '../engine/project/config.ts'
import type { Database } from '../engine/postgres/database.ts'
import { endBackends } from '../engine/postgres/end_backends.ts'
import { MemberhouseError } from '../engine/base/errors.ts'
import { isPassing } from '../engine/postgres/failure_kind.ts'
import { LeaseLost, leaseSeconds, renewLease, type Lease } from '../engine/meta/lease.ts'
import { dayIn } from '../engine/base/logical_date.ts'
import { notify } from '../engine/run/notify.ts'
import { operateRun, type Operated, type OperatorCommand } from '../engine/run/operate_run.ts'
import { prepareRun } from '../engine/run/prepare_run.ts'
import { finishRun } from '../engine/run/finish_run.ts'
import { replaceViews } from '../engine/release/replace_views.ts'
import { resumeRun } from '../engine/run/resume_run.ts'
import { retireReleases, tellRetention } from '../engine/release/retire_releases.ts'
import { runRequest, type RunRequest } from '../engine/meta/run_request.ts'
import type { RunStatus } from '../engine/meta/run_state.ts'
import type { Failed, Slots, WalkNode } from '../engine/run/walk.ts'

export type Activities = ReturnType<typeof createActivities>
type Prepared = { nodes: WalkNode[]; slots: Slots }

/** What a run's workflow does to the world, one effect each; every one may be asked twice. */
export function createActivities({ database, url, config }: { database: Database; url: string; config: Config }) {
  // Of all activities together: 500 short nodes renew the lease once.
  const renewed = { fence: 0, at: 0 }
  const lasting = <Result>(lease: Lease, work: (signal: AbortSignal) => Promise<Result>, say?: (error: Error) => string) =>
    told(() => whileHolding(database, lease, renewed, work), say)
  // Quick nodes go together in one activity, which keeps to the light slots by itself.
  const slots = { heavySlots: config.heavy_slots, lightSlots: config.light_slots, quickSlots: 64 }
  const attemptNode = async (lease: Lease, name: string, signal: AbortSignal): Promise<NodeOutcome> => {
    // The attempt before may be that of a worker that is stopped, with the node locked.
    if (activityInfo().attempt > 1) await endBackends(database, lease.run_id, name)
    return buildNode(database, lease, name, signal)
  }
  return {
    /** Takes the lease for a new run. `nominal` is the time that the schedule meant, whenever the night really began. */
    beginRun: (request: RunRequest, nominal: string | null): Promise<Begun> =>
      told(() => {
        const checked = runRequest.parse(request)
        const day = dayIn(config.time_zone, nominal ? new Date(nominal) : new Date())
        return beginRun(database, nominal ? { ...checked, as_of: checked.as_of ?? day } : checked, {
          runner: 'temporal',
          workflow_id: activityInfo().workflowExecution!.workflowId,
          today: day,
        }).catch((error: unknown) => {
          throw error instanceof LeaseHeld && hasWaited(config.parked_hours)
            ? new MemberhouseError(`${error.message}: waited in vain`)
            : error
        })
      }, inFull),

    prepareRun: (run: Begun, request: RunRequest): Promise<Prepared> =>
      lasting(run, async () => ({
        nodes: await prepareRun(database, url, await compileProject(config.project), run, request, tell),
        slots,
      })),

    operateRun: (runId: number, command: OperatorCommand): Promise<Operated> =>
      told(
        () =>
          beating(async () => {
            const { run, status } = await operateRun(database, url, () => compileProject(config.project), runId, command)
            return { run, status: withoutDetail(status) }
          }),
        inFull,
      ),

    resumeRun: (run: Begun): Promise<Prepared> =>
      lasting(run, async (signal) => ({ nodes: await resumeRun(database, run, tell, signal), slots })),

    buildNode: (lease: Lease, name: string): Promise<NodeOutcome> =>
      lasting(
        lease,
        (signal) => attemptNode(lease, name, signal),
        (error) => withoutRows(error, lease),
      ),

    /** Builds nodes that wait for nothing of each other, and tells which failed. */
    buildNodes: (lease: Lease, names: string[]): Promise<Failed> =>
      lasting(
        lease,
        async (signal) => {
          const failed: Failed = []
          const left = names.values()
          const oneByOne = async () => {
            for (const name of left) {
              const about = { run: lease.run_id, node: name }
              try {
                log.info('buildNode done', { ...about, ...(await attemptNode(lease, name, signal)) })
              } catch (error) {
                if (signal.aborted || !(error instanceof Error) || isPassing(error) || error instanceof LeaseLost) throw error
                failed.push({ name, message: withoutRows(error, lease) })
                log.warn('buildNode failed', { ...about, error: withoutRows(error, lease) })
              }
            }
          }
          // All have ended before a failure is told, or else the next attempt would meet them.
          const ends = await Promise.allSettled(Array.from({ length: config.light_slots }, oneByOne))
          for (const end of ends) if (end.status === 'rejected') throw end.reason
          return failed
        },
        (error) => withoutRows(error, lease),
      ),

    finishRun: (lease: Lease, failed: Failed): Promise<RunStatus> =>
      told(async () => withoutDetail(await finishRun(database, lease, failed, config))),

    expireParked: (lease: Lease): Promise<RunStatus> => told(async () => withoutDetail(await expireParked(database, lease))),

    replaceViews: (lease: Lease): Promise<void> => lasting(lease, () => replaceViews(database, lease.run_id, tell)),

    retireReleases: (lease: Lease): Promise<void> => lasting(lease, async () => tellRetention(await retireReleases(database), tell)),

    notify: (runId: number): Promise<void> => told(() => notify(config, database, runId, { log: (line, level) => log[level](line) })),

    abandonRun: (lease: Lease, state: 'failed' | 'cancelled', detail: string): Promise<void> =>
      told(async () => void (await abandonRun(database, lease, state, detail))),
  }
}

/** Into the worker's log, with the run and the node. */
const tell = (line: string): void => log.info(line)

/** Renews the lease while `work` goes on, and heartbeats, so that a cancellation arrives. */
function whileHolding<Result>(
  database: Database,
  lease: Lease,
  renewed: { fence: number; at: number },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return beating(work, () => {
    // Not by the clock of the day, which may be set back.
    if (renewed.fence === lease.fence && performance.now() - renewed.at < (leaseSeconds * 1000) / 4) return
    Object.assign(renewed, { fence: lease.fence, at: performance.now() })
    // A lease that is lost shows at the node's commit; a database that is away shows in its statement.
    renewLease(database, lease).catch(() => {})
  })
}

/** Heartbeats each second while `work` goes on: a worker that dies is noticed by their end. */
async function beating<Result>(work: (signal: AbortSignal) => Promise<Result>, also = () => {}): Promise<Result> {
  const beat = () => {
    heartbeat()
    also()
  }
  beat()
  const timer = setInterval(beat, 1000)
  try {
    return await work(cancellationSignal())
  } finally {
    clearInterval(timer)
  }
}

/** Whether the activity was asked for the first time so many hours ago. */
const hasWaited = (hours: number) => Date.now() - activityInfo().scheduledTimestampMs > hours * 3_600_000

/** The message with what to do next below it: a person reads it, in a terminal or in the web UI. */
const inFull = (error: Error) => (error instanceof MemberhouseError && error.hint ? `${error.message}\n${error.hint}` : error.message)

/** What Postgres or a computed model says may hold rows of people, and Temporal keeps it: the whole text stands in `meta.run_node`. */
function withoutRows(error: Error, { run_id }: Lease): string {
  if (error instanceof AuditFailed || error instanceof LeaseLost) return error.message
  const { code } = error as { code?: unknown }
  return `${typeof code === 'string' ? `SQLSTATE ${code}` : 'it failed'}, see: memberhouse run show ${run_id}`
}

/** Why a run failed or waits may hold what Postgres said of a row. */
const withoutDetail = (status: RunStatus): RunStatus =>
  ['parked', 'failed', 'superseded'].includes(status.state) ? { ...status, detail: `see: memberhouse run show ${status.run_id}` } : status

/** Tells Temporal whether trying again can help, and of an error what `say` lets through. */
async function told<Result>(work: () => Promise<Result>, say = (error: Error) => error.message): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    // Cancelled, or given back by a worker that stops: then another one takes it.
    const { aborted, reason } = cancellationSignal()
    if (aborted && reason instanceof CancelledFailure) throw reason
    if (!(error instanceof Error)) throw error
    const message = say(error)
    throw isPassing(error) || error instanceof LeaseHeld
      ? ApplicationFailure.retryable(message, error.name)
      : ApplicationFailure.create({ message, type: error.name, nonRetryable: true, cause: message === error.message ? error : undefined })
  }
}
