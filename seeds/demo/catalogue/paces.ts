import { weekday, type Day } from '../basics/calendar.ts'
import type { Person } from '../people/person.ts'
import type { BusinessLine, Product } from './products.ts'
import type { Promotion } from './promotions.ts'

/**
 * The cumulative purchase intensity of a kind of person: `pace[d]` is the sum over the days before d. The daily intensity has mean 1 over
 * 2025, so a person's rate is their mean over that year.
 */
export type Pace = Float64Array

type World = { products: readonly Product[]; promotions: readonly Promotion[]; until: Day }

// The intensity has mean 1 over 2025, which contains each festival once.
const [yearStart, yearEnd] = [366, 731]

/** Paces by kind and business line, each computed once. */
export function pacesOf(world: World): (kind: Person['kind'], business_line: BusinessLine) => Pace {
  const computed = new Map<string, Pace>()
  return (kind, business_line) => {
    const name = `${kind} ${business_line}`
    let pace = computed.get(name)
    if (pace === undefined) computed.set(name, (pace = cumulate(weightsOf(world, kind, business_line), world.until)))
    return pace
  }
}

/** The pace at the start of a day. Days before the exports begin have no season: each has intensity 1. */
export const paceAt = (pace: Pace, day: Day): number => (day < 0 ? day : pace[day]!)

/** The day on which the pace reaches `target`; Infinity if it never does. */
export function dayAt(pace: Pace, target: number): Day {
  if (target < 0) return Math.floor(target)
  let [low, high] = [0, pace.length - 1]
  if (target >= pace[high]!) return Infinity
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (pace[middle]! <= target) low = middle
    else high = middle
  }
  return low
}

type Weight = (day: Day) => number

function weightsOf({ products, promotions }: World, kind: Person['kind'], ofLine: BusinessLine): Weight {
  const pulls = new Map<Day, number>()
  const reductions = new Map<Day, number>()
  for (const { business_line, promotion_type, starts_on, ends_on, pull, discount_rate } of promotions) {
    if (business_line !== null && business_line !== ofLine) continue
    for (let day = starts_on; day < ends_on; day++) {
      pulls.set(day, (pulls.get(day) ?? 1) * pull[day >= ends_on - 2 ? 1 : 0])
      if (promotion_type !== 'launch') reductions.set(day, Math.max(reductions.get(day) ?? 0, discount_rate))
    }
  }
  const launches = products.filter((product) => product.business_line === ofLine).map(({ launched_on }) => launched_on)
  const season = (day: Day) => (pulls.get(day) ?? 1) * (weekday(day) >= 5 ? 1.15 : 0.94)
  switch (kind) {
    case 'seasonal':
      return (day) => ((pulls.get(day) ?? 1) > 1.3 ? season(day) : 0.04)
    case 'price_sensitive':
      return (day) => (reductions.get(day) ?? 0) * season(day)
    case 'launch_follower':
      return (day) => (launches.some((on) => on <= day && day < on + 21) ? 1 : 0.05)
    case 'breakfast':
      return (day) => (weekday(day) >= 5 || (pulls.get(day) ?? 1) < 1 ? 0 : 1)
    case 'plain':
    case 'one_time':
    case 'devotee':
    case 'replenisher':
    case 'three_and_gone':
    case 'fader':
    case 'browser':
      return ofLine === 'beauty' ? season : (day) => season(day) ** 0.4
  }
}

function cumulate(weight: Weight, until: Day): Pace {
  let year = 0
  for (let day = yearStart; day < yearEnd; day++) year += weight(day)
  const pace = new Float64Array(until + 2)
  for (let day = 0; day <= until; day++) pace[day + 1] = pace[day]! + (weight(day) * (yearEnd - yearStart)) / year
  return pace
}
