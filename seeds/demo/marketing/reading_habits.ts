import { startOf, dayOf, type Moment } from '../basics/calendar.ts'
import { randomOf, type Random } from '../basics/random.ts'
import type { Person, Settings } from '../people/person.ts'

/** How a person reads messages; the same through their whole life. */
export type ReadingHabit = {
  /** Factor on the probability of opening a message; its mean is 1. */
  openness: number
  /** The hour at which the person mostly acts and reads, 0 to 23. */
  hour: number
}

const opennessShape = 1.5
// Share of messages that are read at the person's hour; the others are read some hours after they arrive.
const habitShare = 0.55

/** The reading habit of a person. */
export function readingHabitOf({ seed }: Settings, person: Person): ReadingHabit {
  const random = randomOf(seed, person.index, 'reading habit')
  return { openness: random.gamma(opennessShape) / opennessShape, hour: person.habits.hour }
}

/** Factor on the probability of opening a message that arrives at a moment: 1.8 at the person's hour, and less the farther from it. */
export function hourFactor({ hour }: ReadingHabit, at: Moment): number {
  const apart = Math.abs((at - startOf(dayOf(at))) / 3600 - (hour + 0.5))
  return 0.3 + 1.5 * Math.exp(-((Math.min(apart, 24 - apart) / 3) ** 2))
}

/** When a message that arrives at a moment is opened. */
export function openedAt({ hour }: ReadingHabit, at: Moment, random: Random): Moment {
  if (!random.chance(habitShare)) return Math.floor(at + 60 + random.exponential(1 / 12_000))
  const today = startOf(dayOf(at)) + 3600 * hour + random.integer(3600)
  return today > at ? today : today + 86_400
}
