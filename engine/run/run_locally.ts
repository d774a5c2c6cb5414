import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { abandonRun } from './end_run.ts'
import { beginRun, type BuildingRun } from './begin_run.ts'
import { buildNode } from '../build/build_node.ts'
import type { Project } from '../project/compile.ts'
import type { Config } from '../project/config.ts'
import type { Database } from '../postgres/database.ts'
import { isTransient } from '../postgres/is_transient.ts'
import type { AsOfLimits } from '../meta/judge_as_of.ts'
import { leaseSeconds, renewLease } from '../meta/lease.ts'
import { operateRun, type OperatorCommand } from './operate_run.ts'
import { prepareRun } from './prepare_run.ts'
import { finishRun } from './finish_run.ts'
import { replaceViews } from '../release/replace_views.ts'
import { retireReleases, reportRetention } from '../release/retire_releases.ts'
import { resumeRun } from './resume_run.ts'
import type { RunRequest } from '../meta/run_request.ts'
import type { RunStatus } from '../meta/run_state.ts'
import { messageOf, walk, type WalkNode } from './walk.ts'

/** What a run in this process needs. `report` receives progress lines. */
export type LocalOptions = {
  database: Database
  url: string
  project: Project
  config: AsOfLimits & Pick<Config, 'heavy_slots' | 'light_slots' | 'publication_delay_ms' | 'parked_hours'>
  signal?: AbortSignal
  report?: (line: string) => void
  /** Called with the run's id as soon as it is building. */
  onBegin?: (runId: number) => void
}

/** Runs the steps of the workflow in this process, without Temporal, until the run is finished or parked. */
export async function runLocally(request: RunRequest, options: LocalOptions): Promise<RunStatus> {
  const { database, url, project, config, report = () => {}, onBegin } = options
  const run = await beginRun(database, request, { runner: 'local', workflow_id: `local:${randomUUID()}` }, config)
  onBegin?.(run.run_id)
  return continueRun(run, () => prepareRun(database, url, project, run, request, report), options)
}

/** Executes an operator command on a parked run without Temporal, and continues the run when it builds again. */
export async function operateLocally(runId: number, command: OperatorCommand, options: LocalOptions): Promise<RunStatus> {
  const { database, url, project, report = () => {}, onBegin } = options
  const { run, status } = await operateRun(database, url, () => Promise.resolve(project), runId, command)
  if (!run) return status
  onBegin?.(runId)
  return continueRun(run, () => resumeRun(database, run, report), options)
}

async function continueRun(run: BuildingRun, prepare: () => Promise<WalkNode[]>, options: LocalOptions): Promise<RunStatus> {
  const { database, config, signal, report = () => {} } = options
  const renewal = setInterval(() => void renewLease(database, run).catch(() => {}), (leaseSeconds * 1000) / 4)
  const build = async (): Promise<RunStatus> => {
    try {
      const nodes = await withRetries(prepare, signal)
      const slots = { heavySlots: config.heavy_slots, lightSlots: config.light_slots }
      const { failed } = await walk(nodes, slots, (node) => withRetries(() => buildNode(database, run, node.name, signal), signal))
      if (signal?.aborted) return await abandonRun(database, run, 'cancelled', 'cancelled on request')
      return await withRetries(() => finishRun(database, run, failed, config), undefined)
    } catch (error) {
      await abandonRun(database, run, signal?.aborted ? 'cancelled' : 'failed', messageOf(error)).catch(() => {})
      throw error
    }
  }
  const status = await build().finally(() => clearInterval(renewal))
  // The run is already final: a failed view replacement or clean-up does not change its state, and the next run retries it.
  await withRetries(() => replaceViews(database, run.run_id, report), undefined).catch((error) =>
    report(`Views were not replaced, the next run retries: ${messageOf(error)}`),
  )
  await retireReleases(database).then(
    (retention) => reportRetention(retention, report),
    (error) => report(`Old releases were not cleaned up, the next run retries: ${messageOf(error)}`),
  )
  return status
}

async function withRetries<Result>(work: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      signal?.throwIfAborted()
      return await work()
    } catch (error) {
      if (attempt === 20 || !isTransient(error)) throw error
      // When aborted during the delay, the check above throws.
      await delay(Math.min(1000 * 2 ** (attempt - 1), 30_000), undefined, { signal }).catch(() => {})
    }
  }
}
