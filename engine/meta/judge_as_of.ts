import sql from 'sql-template-tag'
import type { Config } from '../project/config.ts'
import type { Connection, Database } from '../postgres/database.ts'

/** The settings that an `as_of` is judged by. */
export type AsOfLimits = Pick<Config, 'time_zone' | 'max_as_of_step_days'>

/** The `as_of` of a run, and the release that readers see when it begins. `gate` says why the run waits for an approval; null if it does not. */
export type JudgedAsOf = { as_of: string; published: number | null; gate: string | null }

type Row = Omit<JudgedAsOf, 'gate'> & { published_as_of: string | null; step_days: number | null; tomorrow: string; is_beyond: boolean }

/**
 * Judges the `as_of` of a run that begins now: the given date, else that of the release that readers see, else today. Today is that of
 * the database, so that the gate also closes when the clock of a worker or of the schedule is wrong.
 */
export async function judgeAsOf(
  database: Connection | Database,
  given: string | null,
  { time_zone, max_as_of_step_days }: AsOfLimits,
): Promise<JudgedAsOf> {
  const { rows } = await database.query<Row>(
    sql`with clock as (select (clock_timestamp() at time zone ${time_zone})::date as today),
     judged as (
         select coalesce(${given}::date, release.as_of, clock.today) as as_of, clock.today + 1 as tomorrow,
             pointer.release as published, release.as_of as published_as_of
         from clock cross join meta.pointer left join meta.release on release.release = pointer.release
     )
     select *, as_of - published_as_of as step_days, as_of > tomorrow as is_beyond from judged`,
  )
  const { as_of, published, published_as_of, step_days, tomorrow, is_beyond } = rows[0]!
  const days = Math.abs(step_days ?? 0)
  const reasons = [
    is_beyond && `after tomorrow (${tomorrow})`,
    days > max_as_of_step_days &&
      `${days} days ${step_days! > 0 ? 'after' : 'before'} ${published_as_of}, the as_of of release ${published} (max_as_of_step_days: ${max_as_of_step_days})`,
  ].filter((reason) => reason !== false)
  return { as_of, published, gate: reasons.length === 0 ? null : `as_of ${as_of} is ${reasons.join(' and ')}` }
}

/** The warning of a plan or a build about a closed gate. */
export const warnOfGate = (gate: string): string => `Warning: ${gate}. A run as of this date is not published before it is approved.`
