import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleHandle,
  type ScheduleOptions,
} from '@temporalio/client'
import sql from 'sql-template-tag'
import type { Config } from '../engine/config.ts'
import type { Database } from '../engine/database.ts'
import { temporalNames } from '../engine/environment.ts'
import { MemberhouseError } from '../engine/errors.ts'
import { formatTable, moment } from '../engine/format_table.ts'
import { runRequest } from '../engine/run_request.ts'
import { withWarehouse } from './project.ts'
import { withTemporal } from './temporal_client.ts'

export type Scheduled = { handle: ScheduleHandle; apply: () => Promise<boolean>; show: () => Promise<void> }

/** Acts on the schedule of the project's warehouse; says so where there is none. */
export async function withSchedule(act: (scheduled: Scheduled) => Promise<void>): Promise<void> {
  await withWarehouse(({ config, url, database }) =>
    withTemporal(config, async (client) => {
      const { scheduleId } = temporalNames(url)
      const handle = client.schedule.getHandle(scheduleId)
      try {
        await act({ handle, apply: () => applySchedule(client, config, url), show: () => showSchedule(handle, database) })
      } catch (cause) {
        if (!(cause instanceof ScheduleNotFoundError)) throw cause
        throw new MemberhouseError(`There is no schedule ${scheduleId}`, { hint: 'Create it with: memberhouse schedule apply', cause })
      }
    }),
  )
}

/** Creates the schedule, or updates the one that is there. True when it is new. */
async function applySchedule(client: Client, config: Config, url: string): Promise<boolean> {
  const options = nightly(config, url)
  try {
    await client.schedule.create(options)
    return true
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
    // What is paused stays paused: only the configuration's part is replaced.
    await client.schedule.getHandle(options.scheduleId).update(({ state }) => ({ ...options, state }))
    return false
  }
}

/** The schedule that the configuration describes. The night's logical date is its nominal time, whenever it really starts. */
export function nightly(config: Pick<Config, 'schedule'>, url: string): ScheduleOptions & { action: { type: 'startWorkflow' } } {
  const { taskQueue, scheduleId, workflowId } = temporalNames(url)
  const { at, time_zone, overlap, catch_up } = config.schedule
  const [hour, minute] = at.split(':').map(Number)
  return {
    scheduleId,
    spec: { calendars: [{ hour: hour!, minute: minute! }], timezone: time_zone },
    policies: { overlap: overlap === 'skip' ? ScheduleOverlapPolicy.SKIP : ScheduleOverlapPolicy.BUFFER_ONE, catchupWindow: catch_up },
    action: {
      type: 'startWorkflow',
      workflowType: 'buildRelease',
      taskQueue,
      workflowId: `${workflowId}:nightly`,
      args: [runRequest.parse({ is_scheduled: true, actor: 'schedule' })],
    },
  }
}

async function showSchedule(handle: ScheduleHandle, database: Database): Promise<void> {
  const { spec, policies, state, info } = await handle.describe()
  const calendar = spec.calendars?.[0]
  const two = (range: { start?: number } | undefined) => String(range?.start ?? 0).padStart(2, '0')
  console.log(
    `${handle.scheduleId}: every day at ${two(calendar?.hour?.[0])}:${two(calendar?.minute?.[0])} in ${spec.timezone}${state.paused ? ', paused' : ''}`,
  )
  if (policies?.overlap) console.log(`overlap: ${policies.overlap.toLowerCase()}, catch_up: ${policies.catchupWindow / 60_000} minutes`)
  if (!state.paused) console.log(`Next: ${info.nextActionTimes.slice(0, 3).map(moment).join(', ')}`)
  if (info.recentActions.length === 0) return console.log('No night has started yet.')
  const { rows: runs } = await database.query<{ workflow_id: string; run_id: number; state: string }>(
    sql`select workflow_id, run_id, state from meta.run where workflow_id = any(${info.recentActions.map(({ action }) => action.workflow.workflowId)})`,
  )
  const rows = info.recentActions.map(({ scheduledAt, takenAt, action }) => {
    const run = runs.find(({ workflow_id }) => workflow_id === action.workflow.workflowId)
    return [moment(scheduledAt), moment(takenAt), run?.run_id, run?.state ?? 'no run yet']
  })
  console.log(formatTable(['night', 'started', 'run', 'state'], rows))
}
