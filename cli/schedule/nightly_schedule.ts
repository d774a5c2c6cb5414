import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleDescription,
  type ScheduleHandle,
  type ScheduleOptions,
} from '@temporalio/client'
import { readTemporalNames, type TemporalNames } from '../../engine/meta/temporal_names.ts'
import type { Config } from '../../engine/project/config.ts'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { oddDays, type NightTime } from '../../engine/meta/nights.ts'
import { runRequest } from '../../engine/meta/run_request.ts'
import { withWarehouse, type Warehouse } from '../warehouse.ts'
import { withTemporal } from '../temporal_client.ts'

export type Scheduled = { handle: ScheduleHandle; client: Client; names: TemporalNames; warehouse: Warehouse }

/** Runs `act` on the schedule of this warehouse. Throws when there is none, or when it belongs to something else. */
export async function withSchedule(act: (scheduled: Scheduled) => Promise<void>): Promise<void> {
  await withWarehouse(async (warehouse) => {
    const names = await readTemporalNames(warehouse.database)
    const { scheduleId } = names
    await withTemporal(warehouse.config, async (client) => {
      const handle = client.schedule.getHandle(scheduleId)
      try {
        refuseForeign(await handle.describe(), scheduleOptions(warehouse.config, names))
        await act({ handle, client, names, warehouse })
      } catch (cause) {
        if (!(cause instanceof ScheduleNotFoundError)) throw cause
        throw new MemberhouseError(`There is no schedule ${scheduleId}`, { hint: 'Create it with: memberhouse schedule apply', cause })
      }
    })
  })
}

/** Creates or updates the schedule. Refuses a time that daylight saving skips on some day; returns the days on which it comes twice. */
export async function applySchedule(): Promise<{ is_new: boolean; twice: string[] }> {
  return withWarehouse((warehouse) =>
    withTemporal(warehouse.config, async (client) => {
      const { never, twice } = oddDays(warehouse.config.schedule, new Date(), 3)
      if (never.length > 0) throw skippedTime(warehouse.config.schedule, never)
      const options = scheduleOptions(warehouse.config, await readTemporalNames(warehouse.database))
      try {
        await client.schedule.create(options)
        return { is_new: true, twice }
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error
        // A paused schedule stays paused: only what the configuration sets is replaced.
        await client.schedule.getHandle(options.scheduleId).update((known) => {
          refuseForeign(known, options)
          return { ...options, state: known.state }
        })
        return { is_new: false, twice }
      }
    }),
  )
}

type NightlyOptions = ScheduleOptions & { action: { type: 'startWorkflow' } }

/** The schedule that the configuration describes. A night's as_of follows from its nominal time, even if it starts later. */
function scheduleOptions(config: Config, { taskQueue, scheduleId, workflowId, label }: TemporalNames): NightlyOptions {
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
      ...label,
    },
  }
}

/** Throws when a schedule of this name was made by hand. */
function refuseForeign({ scheduleId, action }: ScheduleDescription, { action: ours }: NightlyOptions): void {
  if (action.workflowType === ours.workflowType && action.taskQueue === ours.taskQueue) return
  throw new MemberhouseError(
    `The schedule ${scheduleId} starts ${action.workflowType} on the queue ${action.taskQueue}: it was not made by memberhouse schedule apply. Nothing was changed.`,
    { hint: `If nobody needs it any more, delete it in Temporal's web UI; otherwise set another TEMPORAL_NAMESPACE.` },
  )
}

function skippedTime(time: NightTime, never: string[]): MemberhouseError {
  const hours = Array.from({ length: 23 }, (_, added) => (Number(time.at.slice(0, 2)) + added + 1) % 24)
  const other = hours
    .map((hour) => `${String(hour).padStart(2, '0')}${time.at.slice(2)}`)
    .find((at) => Object.values(oddDays({ ...time, at }, new Date(), 3)).every((days) => days.length === 0))
  return new MemberhouseError(
    `${time.at} does not exist in ${time.time_zone} on ${never.join(', ')}: the clock is set forward past it, so no night would start. Nothing was changed.`,
    {
      hint: `In memberhouse.config.ts, set schedule.at to another time, such as ${other}, or schedule.time_zone to a zone without daylight saving time, such as UTC.`,
    },
  )
}
