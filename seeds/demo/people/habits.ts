import { startOf, weekday, type Day, type Moment } from '../basics/calendar.ts'
import { randomOf, type Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'

/** When and where a person prefers to act, and how they take part; the same for all of their life. */
export type Habits = {
  /** From 0, of the day. */
  hour: number
  /** From 0 for Monday. */
  weekday: number
  /** Uniform in [0, 1): chooses the preferred channel among the person's accounts. */
  channel_draw: number
  /** Whether a member invited them. */
  is_invited: boolean
  /** How often they invite others; 1 on average of those who were not invited. */
  inviting: number
  /** How often they sign up for activities, 1 on average, and the share of these to which they go. */
  activity_interest: number
  attendance: number
}

// Shares of the acts that follow the habit; the others fall on the hour or day by chance, so no value has more than 60 % of them.
const hourShare = 0.4
const weekdayShare = 0.35
// Few persons invite many others: shape of the gamma distribution. Those who were invited invite twice as often.
const inviting = { shape: 0.5, ofInvited: 2 }
const invitedShare = 0.15
const interestShape = 0.7
const attendance = { least: 0.4, spread: 0.4 }
const pickHour = weighted<number>([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22].map((hour) => [hour, hour < 18 ? 1 : 3]))

/** The habits of the person with this index. */
export function habitsOf(seed: number, index: number): Habits {
  const random = randomOf(seed, index, 'habits')
  const part = randomOf(seed, index, 'taking part')
  const is_invited = part.chance(invitedShare)
  return {
    ...{ hour: pickHour(random), weekday: random.integer(7), channel_draw: random.next() },
    is_invited,
    inviting: (part.gamma(inviting.shape) / inviting.shape) * (is_invited ? inviting.ofInvited : 1),
    activity_interest: part.gamma(interestShape) / interestShape,
    attendance: attendance.least + attendance.spread * part.next(),
  }
}

/** A moment of the day: often in the preferred hour, else from `others`, which returns an hour with a fraction. */
export function habitualTime(day: Day, { hour }: Habits, random: Random, others: () => number): Moment {
  return startOf(day) + Math.floor(3600 * (random.chance(hourShare) ? hour + random.next() : others()))
}

/** The day, or often the next preferred weekday if that is not after `last`. */
export function habitualDay(day: Day, habits: Habits, last: Day, random: Random): Day {
  const usual = random.chance(weekdayShare) ? day + ((habits.weekday - weekday(day) + 7) % 7) : day
  return usual > last ? day : usual
}
