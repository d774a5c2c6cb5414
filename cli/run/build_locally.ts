import type { Project } from '../../engine/project/compile.ts'
import type { LocalOptions } from '../../engine/run/run_locally.ts'
import type { RunStatus } from '../../engine/meta/run_state.ts'
import type { Warehouse } from '../warehouse.ts'
import { tell } from './print_run_status.ts'
import { unwatched, watchRun } from './watch_run.ts'

/** Builds in this process what `work` builds, and shows it; Ctrl-C cancels. */
export async function followLocally(
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
      watched = watchRun(database, runId, watching.signal).catch(unwatched)
    },
  }).finally(async () => {
    watching.abort()
    await watched
  })
  return tell(database, status)
}
