import { randomUUID } from 'node:crypto'
import pc from 'picocolors'
import { WorkflowFailedError } from '@temporalio/client'
import sql from 'sql-template-tag'
import type { Project } from '../engine/compile.ts'
import { temporalNames } from '../engine/environment.ts'
import { MemberhouseError } from '../engine/errors.ts'
import { howItEnded, untilEffective, type RunEnd } from '../engine/publish.ts'
import { runLocally } from '../engine/run_locally.ts'
import type { RunRequest } from '../engine/run_request.ts'
import { messageOf } from '../engine/walk.ts'
import type { Warehouse } from './project.ts'
import { watchRun } from './watch_run.ts'
import { withTemporal } from './temporal_client.ts'

/** Builds in this process and shows it; Ctrl-C cancels. */
export async function buildLocally(
  { config, url, database }: Warehouse,
  project: Project,
  request: RunRequest,
): Promise<RunEnd & { run_id: number }> {
  const cancelling = new AbortController()
  process.once('SIGINT', () => cancelling.abort(new Error('cancelled by Ctrl-C')))
  const watching = new AbortController()
  let watched: Promise<unknown> | undefined
  const end = await runLocally(request, {
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
  await tell(database, end.run_id, end)
  return end
}

/** Starts a run on Temporal and shows it; Ctrl-C detaches and leaves it running. */
export async function buildOnTemporal({ config, url, database }: Warehouse, request: RunRequest): Promise<RunEnd> {
  return withTemporal(config, async (client) => {
    const names = temporalNames(url)
    const workflowId = `${names.workflowId}:${randomUUID()}`
    const handle = await client.workflow.start('buildRelease', { taskQueue: names.taskQueue, workflowId, args: [request] })
    const result = (handle.result() as Promise<RunEnd>).catch((error: unknown) => {
      if (!(error instanceof WorkflowFailedError)) throw error
      return { failure: messageOf(error) }
    })
    const runId = await Promise.race([result, beginning(database, workflowId, names.taskQueue)])
    if (typeof runId !== 'number') {
      if ('failure' in runId) throw new MemberhouseError(runId.failure, { hint: 'See what builds with: memberhouse runs' })
      return runId
    }
    const watching = new AbortController()
    process.once('SIGINT', () => {
      watching.abort()
      console.log(
        `\nDetached: run ${runId} goes on. Follow it with: memberhouse run show ${runId}; end it with: memberhouse run cancel ${runId}`,
      )
      process.exit(0)
    })
    const watched = watchRun(database, runId, watching.signal).catch(unwatched)
    await result.finally(() => watching.abort())
    await watched
    return tell(database, runId, await howItEnded(database, runId))
  })
}

// The build goes on without.
const unwatched = (error: Error) => console.error(`No longer shown: ${error.message}`)

/** The number of the run that a workflow began. Says so when no worker takes it. */
async function beginning(database: Warehouse['database'], workflowId: string, taskQueue: string): Promise<number> {
  for (let waited = 0; ; waited += 100) {
    const { rows } = await database.query<{ run_id: number }>(sql`select run_id from meta.run where workflow_id = ${workflowId}`)
    if (rows[0]) return rows[0].run_id
    if (waited === 5000) console.log(`No worker has taken the run yet: is one running on ${taskQueue}? Start it with: memberhouse up`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function tell(database: Warehouse['database'], runId: number, end: RunEnd): Promise<RunEnd> {
  if (end.state === 'published') {
    await untilEffective(database, new Date(end.effective_at!))
    console.log(`${pc.green('Published')} release ${runId}: readers see it now.`)
  } else if (end.state === 'candidate') {
    console.log(
      `${pc.yellow('Candidate')} ${runId}, not published: ${end.detail}. It can be read until the next run begins.\nLook at it with: memberhouse sql --release ${runId} "select …"`,
    )
  } else {
    console.log(`${pc.red(end.state === 'failed' ? 'Failed' : 'Cancelled')}: run ${runId}, nothing of it is seen.\n${end.detail ?? ''}`)
    console.log(`See why with: memberhouse run show ${runId}`)
  }
  return end
}
