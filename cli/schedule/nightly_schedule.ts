import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleDescription,
  type ScheduleHandle,
  type ScheduleOptions,
} from '@temporalio/client'
import type { Database } from '../../engine/postgres/database.ts'
import { temporalNames } from '../../engine/meta/temporal_names.ts'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { oddDays, type NightTime } from '../../engine/meta/nights.ts'
import { runRequest } from '../../engine/meta/run_request.ts'
import { withWarehouse, type Warehouse } from '../warehouse.ts'
import { withTemporal } from '../temporal_client.ts'

export type Scheduled = { handle: ScheduleHandle; client: Client; warehouse: Warehouse }

/** Runs `act` on the schedule of this warehouse. Throws when there is none, or when it belongs to something else. */
export async function withSchedule(act: (scheduled: Scheduled) => Promise<void>): Promise<void> {
  await withWarehouse((warehouse) =>
    withTemporal(warehouse.config, async (client) => {
      const { scheduleId } = temporalNames(warehouse.url)
      const handle = client.schedule.getHandle(scheduleId)
      try {
        refuseForeign(await handle.describe(), await scheduleOptions(warehouse))
        await act({ handle, client, warehouse })
      } catch (cause) {
        if (!(cause instanceof ScheduleNotFoundError)) throw cause
        throw new MemberhouseError(`There is no schedule ${scheduleId}`, { hint: 'Create it with: memberhouse schedule apply', cause })
      }
    }),
  )
}

/** Creates or updates the schedule. Refuses a time that daylight saving skips on some day; returns the days on which it comes twice. */
export async function applySchedule(): Promise<{ is_new: boolean; twice: string[] }> {
  return withWarehouse((warehouse) =>
    withTemporal(warehouse.config, async (client) => {
      const { never, twice } = oddDays(warehouse.config.schedule, new Date(), 3)
      if (never.length > 0) throw skippedTime(warehouse.config.schedule, never)
      const options = await scheduleOptions(warehouse)
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

type NightlyOptions = ScheduleOptions & { action: { type: 'startWorkflow'; memo: { warehouse: string } } }

/** The schedule that the configuration describes. A night's as_of follows from its nominal time, even if it starts later. */
async function scheduleOptions({ config, url, database }: Warehouse): Promise<NightlyOptions> {
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
      memo: { warehouse: await identifyDatabase(database) },
    },
  }
}

/** Name of the database and id of its server: databases of the same name on two servers differ, whatever their addresses. */
async function identifyDatabase(database: Database): Promise<string> {
  const { rows } = await database.query<{ identity: string }>(
    `select format('%s on server %s', current_database(), system_identifier) as identity from pg_control_system()`,
  )
  return rows[0]!.identity
}

/** Throws when a schedule of this name was made by another warehouse or by hand. */
function refuseForeign({ scheduleId, action }: ScheduleDescription, { action: ours }: NightlyOptions): void {
  const warehouse = action.memo?.warehouse
  const why =
    action.workflowType !== ours.workflowType || action.taskQueue !== ours.taskQueue
      ? `starts ${action.workflowType} on the queue ${action.taskQueue}: it was not made by memberhouse schedule apply`
      : warehouse !== undefined && warehouse !== ours.memo.warehouse
        ? `belongs to the database ${String(warehouse)}, but this database is ${ours.memo.warehouse}`
        : null
  if (why === null) return
  throw new MemberhouseError(`The schedule ${scheduleId} ${why}. Nothing was changed.`, {
    hint: `Rename this database, or set another TEMPORAL_NAMESPACE. If nobody needs that schedule any more, delete it in Temporal's web UI.`,
  })
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
