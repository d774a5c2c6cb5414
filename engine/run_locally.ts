import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { beginRun } from './begin_run.ts'
import { buildNode } from './build_node.ts'
import type { Project } from './compile.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import { isPassing } from './failures.ts'
import { leaseSeconds, renewLease } from './lease.ts'
import { dayIn } from './logical_date.ts'
import { prepareRun } from './prepare_run.ts'
import { abandonRun, publishRun, type RunEnd } from './publish.ts'
import { replaceViews } from './replace_views.ts'
import type { RunRequest } from './run_request.ts'
import { describeFailures, messageOf, walk } from './walk.ts'

type Options = {
  database: Database
  url: string
  project: Project
  config: Pick<Config, 'time_zone' | 'heavy_slots' | 'light_slots' | 'publication_delay_ms'>
  signal?: AbortSignal
  report?: (line: string) => void
  /** Told the run's number as soon as it has one. */
  onBegin?: (runId: number) => void
}

/** The same run as the workflow's, in this process and without Temporal: it ends with the process. */
export async function runLocally(request: RunRequest, options: Options): Promise<RunEnd & { run_id: number }> {
  const { database, url, project, config, signal, report = () => {}, onBegin } = options
  const run = await beginRun(database, request, {
    runner: 'local',
    workflow_id: `local:${randomUUID()}`,
    today: dayIn(config.time_zone, new Date()),
  })
  onBegin?.(run.run_id)
  const renewal = setInterval(() => void renewLease(database, run).catch(() => {}), (leaseSeconds * 1000) / 4)
  const end = async (): Promise<RunEnd> => {
    try {
      const nodes = await repeatedly(() => prepareRun(database, url, project, run, request, report), signal)
      const slots = { heavySlots: config.heavy_slots, lightSlots: config.light_slots }
      const { failed } = await walk(nodes, slots, (node) => repeatedly(() => buildNode(database, run, node.name, signal), signal))
      if (signal?.aborted) return await abandonRun(database, run, 'cancelled', 'cancelled on request')
      if (failed.length > 0) return await abandonRun(database, run, 'failed', describeFailures(failed))
      return await repeatedly(() => publishRun(database, run, config.publication_delay_ms), undefined)
    } catch (error) {
      await abandonRun(database, run, signal?.aborted ? 'cancelled' : 'failed', messageOf(error)).catch(() => {})
      throw error
    }
  }
  const ended = await end().finally(() => clearInterval(renewal))
  // Published stays published: a view that could not be replaced is tried again by the next run.
  await repeatedly(() => replaceViews(database, run.run_id, report), undefined).catch((error) => report(`Views wait: ${messageOf(error)}`))
  return { run_id: run.run_id, ...ended }
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
