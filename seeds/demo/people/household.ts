import { randomOf } from '../basics/random.ts'

/** The person whose household somebody lives in: mostly nobody else's. */
export type Household = { head: number; /** 0 for the head. */ place: number }

// One in 25 groups of four neighbours in the numbering is, in part, a household that shares phones: 3 % of all persons live in one.
const householdRate = 0.04

/** Who shares a household with whom: two to four persons whose numbers follow each other. */
export function householdOf(seed: number, index: number): Household {
  const place = index % 4
  const head = index - place
  const random = randomOf(seed, head, 'household')
  const size = random.chance(householdRate) ? 2 + random.integer(3) : 1
  return place < size ? { head, place } : { head: index, place: 0 }
}
