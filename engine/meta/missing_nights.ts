import sql from 'sql-template-tag'
import type { Config } from '../project/config.ts'
import type { Connection, Database } from '../postgres/database.ts'
import { nightsBetween, type Night } from './nights.ts'

/** A night that published nothing, with the state of its newest run, or `no run`. */
export type MissingNight = Night & { run_id: number | null; state: string }

const milliseconds = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Returns when the first scheduled run, or the first run that published, started; null when there is none. */
export async function firstNight(database: Connection | Database, which: 'scheduled' | 'published'): Promise<Date | null> {
  const { rows } = await database.query<{ since: Date | null }>(
    which === 'scheduled'
      ? // It started within a day of its nominal time, and its own night counts.
        `select min(started_at) - interval '1 day' as since from meta.run where (request ->> 'is_scheduled')::boolean`
      : `select min(started_at) as since from meta.run where state = 'published'`,
  )
  return rows[0]!.since
}

/**
 * Returns the nights since a moment that published no release of their day, oldest first. A schedule drops the nights that it misses.
 * A night is not missing while it is building or parked, or while the schedule may still catch up with it.
 */
export async function missingNights(
  database: Connection | Database,
  { schedule, time_zone }: Pick<Config, 'schedule' | 'time_zone'>,
  since: Date,
  now = new Date(),
): Promise<MissingNight[]> {
  const nights = nightsBetween(schedule, time_zone, since, now)
  // The run that published each day, else its newest run.
  const { rows } = await database.query<{ as_of: string; run_id: number; state: string }>(
    sql`select distinct on (as_of) as_of, run_id, state from meta.run
     where as_of = any(${nights.map(({ as_of }) => as_of)}::date[])
     order by as_of, state = 'published' desc, run_id desc`,
  )
  const runs = new Map(rows.map((row) => [row.as_of, row]))
  const [count, unit] = schedule.catch_up.split(' ') as [string, string]
  const catchUp = Number(count) * milliseconds[unit.replace(/s$/, '') as keyof typeof milliseconds]
  return nights
    .map((night) => ({ ...night, run_id: runs.get(night.as_of)?.run_id ?? null, state: runs.get(night.as_of)?.state ?? 'no run' }))
    .filter(
      ({ state, nominal }) =>
        !['published', 'building', 'parked'].includes(state) && !(state === 'no run' && now.getTime() < nominal.getTime() + catchUp),
    )
}
