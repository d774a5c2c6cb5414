import { dayOf, type Day } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import { dayAt, paceAt } from '../catalogue/paces.ts'
import type { BusinessLine } from '../catalogue/products.ts'
import type { World } from '../catalogue/world.ts'
import type { Campaign } from '../marketing/campaigns.ts'
import type { Assignment } from '../marketing/touches.ts'
import { habitualDay } from '../people/habits.ts'
import type { Person } from '../people/person.ts'

/** A day on which a person wants to buy; `cause` is the campaign without whose message they would not. */
export type Visit = { day: Day; cause: Campaign | null }

const salesSources = new Set(['marketplace', 'douyin', 'jd', 'mini', 'app', 'pos'])
// Eight in ten of the first accounts that can buy are opened for a purchase on the same day.
const buysWhenJoining = 0.8
// Purchases after which a person of the kind buys no more.
const mostPurchases: Partial<Record<Person['kind'], number>> = { one_time: 1, three_and_gone: 3 }
// The calendar decides on which days they buy, not their habit.
const boundToCalendar: readonly Person['kind'][] = ['breakfast', 'price_sensitive', 'seasonal']
// Shape of the gamma-distributed gaps of replenishers: their standard deviation is 0.4 of the mean.
const gapShape = 6

/** The business line whose seasons a person follows. */
export const mainBusinessLine = ({ business_line }: Person): BusinessLine => (business_line === 'food' ? 'food' : 'beauty')

/** The first day on which a person can buy with an account of their own; Infinity without such an account. */
export function firstBuyingDay(person: Person): Day {
  const account = person.accounts.find(({ source }) => salesSources.has(source))
  return account === undefined ? Infinity : dayOf(account.joined_at)
}

/** The days on which a person would buy without any campaign, in order. Days before the exports begin are negative. */
export function visitsOf(world: World, person: Person, random: Random): Visit[] {
  const from = firstBuyingDay(person)
  const to = Math.min(world.settings.until, person.dropout_day)
  if (person.daily_rate === 0 || from > to) return []
  const days: Day[] = []
  if (random.chance(buysWhenJoining)) days.push(from)
  const maxCount = mostPurchases[person.kind] ?? Infinity
  const hasHabit = !boundToCalendar.includes(person.kind)
  for (const day of person.kind === 'replenisher' ? regularDays(person, from, random) : poissonDays(world, person, from, random)) {
    if (day > to || days.length >= maxCount) break
    // At most one breakfast a day.
    if (person.kind === 'breakfast' && day === days.at(-1)) continue
    days.push(hasHabit ? habitualDay(day, person.habits, to, random) : day)
  }
  return days.sort((a, b) => a - b).map((day) => ({ day, cause: null }))
}

function* poissonDays(world: World, person: Person, from: Day, random: Random): Generator<Day> {
  const pace = world.paceOf(person.kind, mainBusinessLine(person))
  for (let sum = paceAt(pace, from); ;) {
    sum += random.exponential(person.daily_rate)
    yield dayAt(pace, sum)
  }
}

function* regularDays({ daily_rate }: Person, from: Day, random: Random): Generator<Day> {
  const gap = () => random.gamma(gapShape) / gapShape / daily_rate
  for (let at = from + random.next() * gap(); ; at += gap()) yield Math.floor(at)
}

/**
 * The extra visits that an opened message causes within the campaign's days for a person who has not dropped out. They raise the probability of a
 * purchase in these days by the share `effect`. With m expected visits this probability is p = 1 − e^−m; a mean of
 * −ln(1 − (1 + effect) p) − m extra visits raises it to (1 + effect) p.
 */
export function extraVisits(world: World, person: Person, { campaign, arm, opened_at }: Assignment, random: Random): Visit[] {
  const { kind, daily_rate, dropout_day } = person
  const { effect, face } = arm
  const from = campaign.assigned_on
  const to = Math.min(from + campaign.effect_days, dropout_day + 1, world.settings.until + 1)
  if (opened_at === null || kind in mostPurchases || effect === 0 || to <= Math.max(from, dayOf(opened_at))) return []
  // Price-sensitive persons respond only to coupons, twice as strongly. Like replenishers, they do so on any day.
  const ignoresSeason = kind === 'price_sensitive' || kind === 'replenisher'
  const strength = kind === 'price_sensitive' ? (face > 0 ? 2 * effect : 0) : effect
  const pace = world.paceOf(kind, mainBusinessLine(person))
  const length = ignoresSeason ? to - from : pace[to]! - pace[from]!
  const expected = daily_rate * length
  const chance = Math.min(0.98, (1 + strength) * (1 - Math.exp(-expected)))
  const count = random.poisson(Math.max(0, -Math.log(1 - chance) - expected))
  return Array.from({ length: count }, () => {
    const share = random.next()
    const day = ignoresSeason ? from + Math.floor(share * length) : dayAt(pace, pace[from]! + share * length)
    return { day: Math.max(day, dayOf(opened_at)), cause: campaign }
  })
}

/** Inserts a visit into the queue in order of days, at `from` or later. */
export function insert(queue: Visit[], from: number, visit: Visit): void {
  let position = queue.length
  while (position > from && queue[position - 1]!.day > visit.day) position--
  queue.splice(position, 0, visit)
}
