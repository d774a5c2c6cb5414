import sql from 'sql-template-tag'
import type { Config } from '../project/config.ts'
import type { Connection, Database } from '../postgres/database.ts'
import { nightsBetween, type Night } from './nights.ts'

/** A night that published nothing, and what became of it: how its newest run ended, or that none began. */
export type MissingNight = Night & { run_id: number | null; state: string }

const milliseconds = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** When the first night was, as far as the database knows, or null: that of the first run of a schedule, or of the first that published. */
export async function firstNight(database: Connection | Database, which: 'scheduled' | 'published'): Promise<Date | null> {
  const { rows } = await database.query<{ since: Date | null }>(
    which === 'scheduled'
      ? // It began within a day of its time, and its own night counts.
        `select min(started_at) - interval '1 day' as since from meta.run where (request ->> 'is_scheduled')::boolean`
      : `select min(started_at) as since from meta.run where state = 'published'`,
  )
  return rows[0]!.since
}

/**
 * The nights since a moment that published no release of their day, oldest first: a schedule drops what it misses. A night that
 * is still building, waits for a person, or may still be caught up with is not missing.
 */
export async function missingNights(
  database: Connection | Database,
  { schedule, time_zone }: Pick<Config, 'schedule' | 'time_zone'>,
  since: Date,
  now = new Date(),
): Promise<MissingNight[]> {
  const nights = nightsBetween(schedule, time_zone, since, now)
  // The newest run of each day, or, when there is one, the one that published it.
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
