import { randomOf } from '../basics/random.ts'

/** A person's household, by the index of its head. Most persons live alone and are their own head; the head's position is 0. */
export type Household = { head: number; position: number }

// One in 25 groups of four consecutive indexes contains a household of two to four that shares phones: 3 % of all persons live in one.
const householdRate = 0.04

/** The household of a person. Its members have consecutive indexes. */
export function householdOf(seed: number, index: number): Household {
  const position = index % 4
  const head = index - position
  const random = randomOf(seed, head, 'household')
  const size = random.chance(householdRate) ? 2 + random.integer(3) : 1
  return position < size ? { head, position } : { head: index, position: 0 }
}
