import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { abandonRun } from './end_run.ts'
import { beginRun, type Begun } from './begin_run.ts'
import { buildNode } from '../build/build_node.ts'
import type { Project } from '../project/compile.ts'
import type { Config } from '../project/config.ts'
import type { Database } from '../postgres/database.ts'
import { isPassing } from '../postgres/failure_kind.ts'
import { leaseSeconds, renewLease } from '../meta/lease.ts'
import { dayIn } from '../base/logical_date.ts'
import { operateRun, type OperatorCommand } from './operate_run.ts'
import { prepareRun } from './prepare_run.ts'
import { finishRun } from './finish_run.ts'
import { replaceViews } from '../release/replace_views.ts'
import { retireReleases, tellRetention } from '../release/retire_releases.ts'
import { resumeRun } from './resume_run.ts'
import type { RunRequest } from '../meta/run_request.ts'
import type { RunStatus } from '../meta/run_state.ts'
import { messageOf, walk, type WalkNode } from './walk.ts'

/** What a run in this process needs, and who is told of it. */
export type LocalOptions = {
  database: Database
  url: string
  project: Project
  config: Pick<Config, 'time_zone' | 'heavy_slots' | 'light_slots' | 'publication_delay_ms' | 'parked_hours'>
  signal?: AbortSignal
  report?: (line: string) => void
  /** Told the run's number as soon as it builds. */
  onBegin?: (runId: number) => void
}

/** The same run as the workflow's, in this process and without Temporal: it ends, or parks, with the process. */
export async function runLocally(request: RunRequest, options: LocalOptions): Promise<RunStatus> {
  const { database, url, project, config, report = () => {}, onBegin } = options
  const run = await beginRun(database, request, {
    runner: 'local',
    workflow_id: `local:${randomUUID()}`,
    today: dayIn(config.time_zone, new Date()),
  })
  onBegin?.(run.run_id)
  return goOn(run, () => prepareRun(database, url, project, run, request, report), options)
}

/** Does what a person asks of a parked run that was built without Temporal, and builds what there is to build. */
export async function operateLocally(runId: number, command: OperatorCommand, options: LocalOptions): Promise<RunStatus> {
  const { database, url, project, report = () => {}, onBegin } = options
  const { run, status } = await operateRun(database, url, () => Promise.resolve(project), runId, command)
  if (!run) return status
  onBegin?.(runId)
  return goOn(run, () => resumeRun(database, run, report), options)
}

async function goOn(run: Begun, prepare: () => Promise<WalkNode[]>, options: LocalOptions): Promise<RunStatus> {
  const { database, config, signal, report = () => {} } = options
  const renewal = setInterval(() => void renewLease(database, run).catch(() => {}), (leaseSeconds * 1000) / 4)
  const end = async (): Promise<RunStatus> => {
    try {
      const nodes = await repeatedly(prepare, signal)
      const slots = { heavySlots: config.heavy_slots, lightSlots: config.light_slots }
      const { failed } = await walk(nodes, slots, (node) => repeatedly(() => buildNode(database, run, node.name, signal), signal))
      if (signal?.aborted) return await abandonRun(database, run, 'cancelled', 'cancelled on request')
      return await repeatedly(() => finishRun(database, run, failed, config), undefined)
    } catch (error) {
      await abandonRun(database, run, signal?.aborted ? 'cancelled' : 'failed', messageOf(error)).catch(() => {})
      throw error
    }
  }
  const ended = await end().finally(() => clearInterval(renewal))
  // Published stays published: a view that could not be replaced is tried again by the next run.
  await repeatedly(() => replaceViews(database, run.run_id, report), undefined).catch((error) => report(`Views wait: ${messageOf(error)}`))
  await retireReleases(database).then(
    (retention) => tellRetention(retention, report),
    (error) => report(`Old releases wait: ${messageOf(error)}`),
  )
  return ended
}

async function repeatedly<Result>(work: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      signal?.throwIfAborted()
      return await work()
    } catch (error) {
      if (attempt === 20 || !isPassing(error)) throw error
      // Aborted while it waits, it goes on to the check above.
      await delay(Math.min(1000 * 2 ** (attempt - 1), 30_000), undefined, { signal }).catch(() => {})
    }
  }
}
