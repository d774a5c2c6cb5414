import { dayOf, startOf, type Moment } from './calendar.ts'
import type { Random } from './random.ts'

/** A random moment after `at`: the delay in days is exponential with the given mean, the time of day between 8:00 and 22:00. */
export function later(random: Random, at: Moment, meanDays: number): Moment {
  const day = dayOf(at) + Math.floor(random.exponential(1 / meanDays))
  const time = Math.floor(startOf(day) + 28_800 + 50_400 * random.next())
  return time > at ? time : at + 120 + random.integer(1800)
}
