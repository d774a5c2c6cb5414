import type { Project } from '../../engine/project/compile.ts'
import type { LocalOptions } from '../../engine/run/run_locally.ts'
import type { RunStatus } from '../../engine/meta/run_state.ts'
import type { Warehouse } from '../warehouse.ts'
import { printRunStatus } from './print_run_status.ts'
import { printWatchFailure, watchRun } from './watch_run.ts'

/** Runs `work` in this process and shows the run's progress; Ctrl-C cancels it. */
export async function buildLocally(
  { config, url, database }: Warehouse,
  project: Project,
  work: (options: LocalOptions) => Promise<RunStatus>,
): Promise<RunStatus> {
  const cancelling = new AbortController()
  process.once('SIGINT', () => cancelling.abort(new Error('cancelled by Ctrl-C')))
  const watching = new AbortController()
  let watched: Promise<unknown> | undefined
  const status = await work({
    database,
    url,
    project,
    config,
    signal: cancelling.signal,
    report: (line) => console.log(line),
    onBegin: (runId) => {
      watched = watchRun(database, runId, watching.signal).catch(printWatchFailure)
    },
  }).finally(async () => {
    watching.abort()
    await watched
  })
  return printRunStatus(database, status)
}
