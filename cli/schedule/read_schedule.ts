import { ScheduleNotFoundError, type Client, type ScheduleHandle } from '@temporalio/client'
import sql from 'sql-template-tag'
import type { TemporalNames } from '../../engine/meta/temporal_names.ts'
import { startWorkerHint } from '../run/wait_for_worker.ts'
import type { Database } from '../../engine/postgres/database.ts'

type Spec = { at: string; time_zone: string; overlap: string; catch_up_minutes: number }
type Past = { nominal: Date; started_at: Date; run_id: number | null; state: string | null }

/** The schedule as Temporal has it. */
export type Nightly = Spec & { schedule_id: string; created_at: Date; is_paused: boolean; next: Date[]; past: Past[] }

/** Reads the schedule from Temporal: the next nights, and the run and state of each recent night. */
export async function readNightly(handle: ScheduleHandle, database: Database): Promise<Nightly> {
  const { scheduleId, spec, policies, state, info } = await handle.describe()
  const calendar = spec.calendars?.[0]
  const two = (range: { start?: number } | undefined) => String(range?.start ?? 0).padStart(2, '0')
  const { rows: runs } = await database.query<{ workflow_id: string; run_id: number; state: string }>(
    sql`select workflow_id, run_id, state from meta.run where workflow_id = any(${info.recentActions.map(({ action }) => action.workflow.workflowId)})`,
  )
  return {
    schedule_id: scheduleId,
    at: `${two(calendar?.hour?.[0])}:${two(calendar?.minute?.[0])}`,
    time_zone: spec.timezone ?? 'UTC',
    overlap: (policies.overlap ?? 'skip').toLowerCase(),
    catch_up_minutes: policies.catchupWindow / 60_000,
    created_at: info.createdAt,
    is_paused: state.paused,
    next: state.paused ? [] : info.nextActionTimes.slice(0, 3),
    past: info.recentActions.map(({ scheduledAt, takenAt, action }) => {
      const run = runs.find(({ workflow_id }) => workflow_id === action.workflow.workflowId)
      return { nominal: scheduledAt, started_at: takenAt, run_id: run?.run_id ?? null, state: run?.state ?? null }
    }),
  }
}

/** The same, or null when there is no schedule. */
export async function findNightly(client: Client, names: TemporalNames, database: Database): Promise<Nightly | null> {
  try {
    return await readNightly(client.schedule.getHandle(names.scheduleId), database)
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return null
    throw error
  }
}

/** The workers that polled Temporal for this database within 90 s. Without one, scheduled runs start but nothing builds them. */
export async function findWorkers(client: Client, { taskQueue }: TemporalNames): Promise<string[]> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: 1,
  })
  // A poll lasts up to a minute.
  const since = Date.now() / 1000 - 90
  return (pollers ?? []).filter(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) > since).map(({ identity }) => identity ?? '')
}

/** One line: which workers serve this database, or what to do when none does. */
export const describeWorkers = (workers: string[]): string =>
  workers.length === 0
    ? `No worker serves this database. ${startWorkerHint}`
    : `${workers.length === 1 ? 'A worker serves' : `${workers.length} workers serve`} this database: ${workers.join(', ')}.`
