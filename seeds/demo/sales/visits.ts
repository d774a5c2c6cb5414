import { dayOf, type Day } from '../basics/calendar.ts'
import { effectDays, type Arm, type Campaign } from '../marketing/campaigns.ts'
import { dayAt } from '../catalogue/paces.ts'
import type { Person } from '../people/person.ts'
import type { Line } from '../catalogue/products.ts'
import type { Random } from '../basics/random.ts'
import type { World } from '../catalogue/world.ts'

/** A day on which somebody wants to buy; `because` of a campaign's message, without which they would not. */
export type Visit = { day: Day; because: Campaign | null }

const buysAt = new Set(['shop', 'mini', 'app', 'pos'])
// Half of the accounts in which one can buy are opened to buy at once.
const joinsToBuy = 0.5
// Gaps of those who replenish are gamma of this shape: they deviate by four tenths of their mean.
const regularity = 6

/** The line by whose seasons a person buys. */
export const mainLine = ({ business_line }: Person): Line => (business_line === 'food' ? 'food' : 'beauty')

/** The first day on which a person can buy and be known: when the first account for it was opened, Infinity without one. */
export function buysFrom(person: Person): Day {
  const account = person.accounts.find(({ source }) => buysAt.has(source))
  return account === undefined ? Infinity : Math.max(0, person.first_day, dayOf(account.joined_at))
}

/** The days on which a person would buy if nothing were sent, in order. */
export function visitsOf(world: World, person: Person, random: Random): Visit[] {
  const from = buysFrom(person)
  const to = Math.min(world.settings.until, person.dropout_day)
  if (person.daily_rate === 0 || from > to) return []
  const days: Day[] = []
  const isNew = person.accounts.some(({ source, joined_at }) => buysAt.has(source) && dayOf(joined_at) === from)
  if (isNew && random.chance(joinsToBuy)) days.push(from)
  const most = person.kind === 'three_and_gone' ? 3 : Infinity
  for (const day of person.kind === 'replenisher' ? regularDays(person, from, random) : poissonDays(world, person, from, random)) {
    if (day > to || days.length >= most) break
    // Nobody has breakfast twice.
    if (person.kind === 'breakfast' && day === days.at(-1)) continue
    days.push(day)
  }
  return days.map((day) => ({ day, because: null }))
}

function* poissonDays(world: World, person: Person, from: Day, random: Random): Generator<Day> {
  const pace = world.paceOf(person.kind, mainLine(person))
  for (let sum = pace[from]!; ;) {
    sum += random.exponential(person.daily_rate)
    yield dayAt(pace, sum)
  }
}

function* regularDays({ daily_rate }: Person, from: Day, random: Random): Generator<Day> {
  const gap = () => random.gamma(regularity) / regularity / daily_rate
  for (let at = from + random.next() * gap(); ; at += gap()) yield Math.floor(at)
}

/**
 * The visits that a message brings within some days, to a person who is still there: as many as raise the chance that they buy at all in
 * these days by the share `effect`. With m visits expected without the message that chance is p = 1 − e^−m; it takes −ln(1 − (1 + effect) p) − m
 * more for it to be (1 + effect) p.
 */
export function extraVisits(world: World, person: Person, campaign: Campaign, arm: Arm, random: Random): Visit[] {
  const { kind, daily_rate, dropout_day } = person
  const { effect, face } = arm
  const from = campaign.assigned_on
  const to = Math.min(from + effectDays, dropout_day + 1, world.settings.until + 1)
  if (kind === 'three_and_gone' || effect === 0 || to <= from) return []
  // The price-sensitive answer to an offer, on any day and twice as much, and to nothing else.
  const isAnyDay = kind === 'price_sensitive' || kind === 'replenisher'
  const strength = kind === 'price_sensitive' ? (face > 0 ? 2 * effect : 0) : effect
  const pace = world.paceOf(kind, mainLine(person))
  const length = isAnyDay ? to - from : pace[to]! - pace[from]!
  const expected = daily_rate * length
  const chance = Math.min(0.98, (1 + strength) * (1 - Math.exp(-expected)))
  const count = random.poisson(Math.max(0, -Math.log(1 - chance) - expected))
  return Array.from({ length: count }, () => {
    const share = random.next()
    return { day: isAnyDay ? from + Math.floor(share * length) : dayAt(pace, pace[from]! + share * length), because: campaign }
  })
}
