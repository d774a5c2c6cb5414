import { dayOf, startOf, type Moment } from './calendar.ts'
import type { Random } from './random.ts'

/** A moment so many days later at the mean, between 8 and 22 o'clock; on the same day, the minutes that it takes. */
export function later(random: Random, at: Moment, meanDays: number): Moment {
  const day = dayOf(at) + Math.floor(random.exponential(1 / meanDays))
  const time = Math.floor(startOf(day) + 28_800 + 50_400 * random.next())
  return time > at ? time : at + 120 + random.integer(1800)
}
