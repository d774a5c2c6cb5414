import { setTimeout as delay } from 'node:timers/promises'
import type { WorkflowHandle } from '@temporalio/client'
import sql from 'sql-template-tag'
import { MemberhouseError } from '../../engine/base/errors.ts'
import type { TemporalNames } from '../../engine/meta/temporal_names.ts'
import type { Database } from '../../engine/postgres/database.ts'

// A worker that is just starting needs up to 10 s on a busy machine.
const patience_seconds = 30

/** What to do when no worker serves a database. */
export const startWorkerHint =
  'Start one with: memberhouse up, or: memberhouse worker. One that runs may serve another database, even of the same name: compare its DATABASE_URL.'

/**
 * Waits until a worker begins the run of a workflow, and returns its number, or null if the workflow has ended. If no worker does in time, or
 * on Ctrl-C, it terminates the workflow, so that a later worker does not build what nobody expects any more. Temporal's list of workers would
 * not do: it shows dead ones for minutes.
 */
export async function waitForWorker(
  database: Database,
  handle: WorkflowHandle,
  names: TemporalNames,
  ended: AbortSignal,
): Promise<number | null> {
  const interrupt = () =>
    void withdraw(database, handle)
      .then((isWithdrawn) => isWithdrawn && console.log('\nThe run was withdrawn: no worker had taken it.'))
      .finally(() => process.exit(130))
  process.once('SIGINT', interrupt)
  try {
    const started = performance.now()
    let hasReported = false
    while (!ended.aborted) {
      const run = await findRun(database, handle.workflowId)
      if (run !== null) return run
      const seconds = (performance.now() - started) / 1000
      if (seconds > 5 && !hasReported) console.log(`No worker has taken the run yet: waiting for one, up to ${patience_seconds} s.`)
      hasReported ||= seconds > 5
      if (seconds > patience_seconds && (await withdraw(database, handle)))
        throw new MemberhouseError(
          `No worker took the run within ${patience_seconds} s: none serves the database ${names.database} (${names.taskQueue}). The run was withdrawn and nothing was built.`,
          { hint: `${startWorkerHint} To build without a worker: memberhouse build --local` },
        )
      await delay(100)
    }
    return null
  } finally {
    process.off('SIGINT', interrupt)
  }
}

async function findRun(database: Database, workflowId: string): Promise<number | null> {
  const { rows } = await database.query<{ run_id: number }>(sql`select run_id from meta.run where workflow_id = ${workflowId}`)
  return rows[0]?.run_id ?? null
}

/** Terminates a workflow whose run no worker has begun; returns false if one has. */
async function withdraw(database: Database, handle: WorkflowHandle): Promise<boolean> {
  const { status, raw } = await handle.describe()
  const isTaken = status.name !== 'RUNNING' || raw.pendingActivities?.some(({ lastStartedTime }) => lastStartedTime)
  // Read after the description: an activity that is not pending any more has recorded the run.
  if (isTaken || (await findRun(database, handle.workflowId)) !== null) return false
  await handle.terminate('No worker took the run')
  return true
}
