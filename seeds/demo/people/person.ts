import { startOf, type Day, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import { randomOf, type Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import { accountId, type AccountSource } from './account_id.ts'
import { cities, storesIn, type City } from './cities.ts'
import { habitsOf, type Habits } from './habits.ts'
import { householdOf } from './household.ts'
import { guestsPerHundred, roleOf, type Role } from './roles.ts'

export type Settings = { seed: number; persons: number; until: Day }
/** How a person behaves. A browser looks and never buys. */
export type Kind =
  | 'plain'
  | 'one_time'
  | 'devotee'
  | 'replenisher'
  | 'seasonal'
  | 'price_sensitive'
  | 'launch_follower'
  | 'three_and_gone'
  | 'fader'
  | 'breakfast'
  | 'browser'
/** `isGuest`: the account orders but never joined, so that no member file has it. */
export type Account = { source: AccountSource; account_id: string; joined_at: Moment; cancelled_at: Moment | null; isGuest?: boolean }
export type Person = {
  /** From 0. */
  index: number
  kind: Kind
  role: Role
  /** The first day on which the person may buy. */
  first_day: Day
  /** The person buys nothing after this day; it may be long after the end of the exports. Causes met on the way bring it forward. */
  dropout_day: Day
  /** The hazard of leaving a day, before causes raise it. */
  leaving_rate: number
  /** Purchases a day until the dropout day, before the effects of season, price and campaigns. */
  daily_rate: number
  /** Level of spending: a factor on what the person spends on an order, 1 for the median. */
  spend_level: number
  habits: Habits
  business_line: 'beauty' | 'food' | 'both'
  city: City
  /** The stores in which the person usually buys. */
  home_store: { beauty: string; food: string }
  gender: 'f' | 'm'
  birthday: Day
  /** In order of joining; at least one, and none after the end of the exports. */
  accounts: Account[]
}
/** An event that an account sent. */
export type Act = { account: Account; event_type: string; at: Moment }

/** Mean breakfasts a day of a breakfast customer. */
export const breakfastRate = 0.12
// Share of each kind and its mean purchases a day. A gamma heterogeneity of shape 0.8 is close to published fits of NBD models.
const kinds: Record<Kind, { share: number; rate: number; shape: number }> = {
  plain: { share: 19.4, rate: 0.007, shape: 1.2 },
  one_time: { share: 40.7, rate: 0.006, shape: 0.8 },
  devotee: { share: 0.9, rate: 0.045, shape: 30 },
  replenisher: { share: 6, rate: 0.016, shape: 4 },
  seasonal: { share: 6, rate: 0.007, shape: 2 },
  price_sensitive: { share: 8, rate: 0.009, shape: 2 },
  launch_follower: { share: 4, rate: 0.01, shape: 2 },
  three_and_gone: { share: 4, rate: 0.018, shape: 3 },
  fader: { share: 4, rate: 0.012, shape: 3 },
  breakfast: { share: 3, rate: breakfastRate, shape: 2 },
  browser: { share: 4, rate: 0, shape: 1 },
}

// Purchases a day of a reseller, at least, and days for which they buy, at least. Guests buy less often than persons of their kind.
const resellerRate = 0.015
const resellerDays = 500
const guestRate = { factor: 0.4, most: 0.01 }
// Lifetimes are exponential with gamma-distributed rates (Pareto/NBD): half drop out within about 550 days, a third stay beyond 1,100.
const dropout = { shape: 0.8, days: 280 }
// Standard deviation of the logarithm of the level of spending.
const spendSpread = 0.35
// Devotees joined early, spend more on an order and stay longer.
const devotion = { spend: 1.9, lifetime: 40 }
// Among a million persons, some lifetimes would exceed the range of dates.
const longestLifetime = 36_500

const pickKind = weighted(Object.entries(kinds).map(([kind, { share }]) => [kind as Kind, share]))
const pickCity = weighted(cities.map((city) => [city, city.weight]))
const pickAge = weighted<[from: number, years: number]>([
  [[16, 6], 14],
  [[22, 8], 38],
  [[30, 10], 30],
  [[40, 15], 14],
  [[55, 20], 4],
])

type Platform = 'douyin' | 'jd'
type DrawnSource = Exclude<AccountSource, Platform | 'official_account'>
// Share of persons with an account of each source, and the share of these with a second one.
const accountRates: Record<Person['business_line'], Record<DrawnSource, number>> = {
  beauty: { marketplace: 0.55, mini: 0.55, app: 0.27, pos: 0.3, crm: 0.66, wecom: 0.25 },
  both: { marketplace: 0.5, mini: 0.65, app: 0.3, pos: 0.5, crm: 0.7, wecom: 0.2 },
  food: { marketplace: 0.06, mini: 0.65, app: 0.18, pos: 0.75, crm: 0.45, wecom: 0.06 },
}
const secondAccountRates: Record<DrawnSource, number> = { marketplace: 0.05, mini: 0.06, app: 0.02, pos: 0.04, crm: 0.005, wecom: 0 }

/** The guests: persons with one account on the marketplace, which they never make a membership. They are not counted as persons. */
export function* guestsOf(settings: Settings): Generator<Person> {
  const { seed, persons } = settings
  for (let number = 0; number < (persons * guestsPerHundred) / 100; number++) {
    const person = personOf(settings, 2 * persons + number)
    const joined_at = startOf(person.first_day) + 8 * 3600
    const account_id = accountId(seed, 'marketplace', person.index, 0)
    const daily_rate = Math.min(guestRate.most, guestRate.factor * person.daily_rate)
    yield { ...person, daily_rate, accounts: [{ source: 'marketplace', account_id, joined_at, cancelled_at: null, isGuest: true }] }
  }
}

/** The person with this index. The same settings always give the same person, in any order of calls. */
export function personOf(settings: Settings, index: number): Person {
  const random = randomOf(settings.seed, index, 'person')
  const role = roleOf(settings.persons, index)
  const drawnKind = pickKind(random)
  const kind = role === 'reseller' ? 'plain' : drawnKind
  const { rate, shape } = kinds[kind]
  const city = pickCity(randomOf(settings.seed, householdOf(settings.seed, index).head, 'city'))
  const isDevotee = kind === 'devotee'
  const joins_on = firstDay(settings, random)
  const first_day = isDevotee ? Math.floor(joins_on / 2) : joins_on
  const lineDraw = random.next()
  const business_line = isDevotee ? 'beauty' : kind === 'breakfast' || lineDraw < 0.12 ? 'food' : lineDraw < 0.3 ? 'both' : 'beauty'
  const [youngest, years] = pickAge(random)
  const leaving_rate = random.gamma(dropout.shape) / dropout.days / (isDevotee ? devotion.lifetime : 1)
  const person: Person = {
    index,
    kind,
    role,
    first_day,
    dropout_day: first_day + Math.max(lifetimeOf(leaving_rate, random), role === 'reseller' ? resellerDays : 0),
    leaving_rate,
    daily_rate: Math.max((rate * random.gamma(shape)) / shape, role === 'reseller' ? resellerRate : 0),
    spend_level: isDevotee ? devotion.spend : Math.exp(spendSpread * randomOf(settings.seed, index, 'spending').normal()),
    habits: habitsOf(settings.seed, index),
    business_line,
    city,
    home_store: { beauty: random.pick(storesIn(city, 'beauty')).store_code, food: random.pick(storesIn(city, 'food')).store_code },
    gender: random.chance(business_line === 'food' ? 0.52 : 0.8) ? 'f' : 'm',
    birthday: -Math.floor(365.25 * (youngest + years * random.next())),
    accounts: [],
  }
  person.accounts = accountsOf(settings, person)
  return person
}

const lifetimeOf = (leaving_rate: number, random: Random): number => Math.ceil(Math.min(longestLifetime, random.exponential(leaving_rate)))

// A seventh joined in the two years before the exports begin. Of the others, each month brings slightly more than the one before.
function firstDay({ until }: Settings, random: Random): Day {
  if (random.chance(0.15)) return -1 - random.integer(730)
  return Math.min(until, Math.floor((until + 1) * random.next() ** 0.85))
}

// Most breakfast buyers pay with a store card and all staff have one; resellers buy on the marketplace, devotees join the member centre and the mini-program.
function accountRate({ role, kind, business_line }: Person, source: keyof typeof secondAccountRates): number {
  if (source === 'pos' && (role === 'staff' || role === 'card_swiper')) return 1
  if (source === 'marketplace' && role === 'reseller') return 1
  if ((source === 'crm' || source === 'mini') && kind === 'devotee') return 1
  return kind === 'breakfast' && source === 'pos' ? 0.9 : accountRates[business_line][source]
}

function accountsOf(settings: Settings, person: Person): Account[] {
  const { business_line, first_day, index } = person
  const random = randomOf(settings.seed, index, 'accounts')
  const end = startOf(settings.until + 1)
  const wanted: AccountSource[] = []
  for (const source of Object.keys(secondAccountRates) as (keyof typeof secondAccountRates)[]) {
    if (!random.chance(accountRate(person, source))) continue
    wanted.push(source)
    if (random.chance(secondAccountRates[source])) wanted.push(source)
  }
  if (wanted.length === 0) wanted.push(business_line === 'food' ? 'pos' : 'marketplace')
  const first = random.integer(wanted.length)
  return wanted
    .map((source, position) => {
      const timeOfDay = 3600 * (8 + 14 * random.next())
      // The mean wait for the member centre is 30 days, for the other sources 150.
      const wait = position === first ? 0 : Math.floor(random.exponential(source === 'crm' ? 1 / 30 : 1 / 150))
      const joined_at = Math.floor(startOf(first_day + wait) + timeOfDay)
      const isCancelled = ['crm', 'app', 'wecom'].includes(source) && random.chance(source === 'wecom' ? 0.12 : 0.03)
      const cancelled_at = isCancelled ? later(random, joined_at + 20 * 86_400, 300) : null
      return { source, account_id: accountId(settings.seed, source, index, position), joined_at, cancelled_at }
    })
    .filter(({ joined_at }) => joined_at < end)
    .map((account) => (account.cancelled_at !== null && account.cancelled_at >= end ? { ...account, cancelled_at: null } : account))
    .concat(platformAccountsOf(settings, person, wanted.length))
    .sort((a, b) => a.joined_at - b.joined_at)
}

// Share of persons with an account at each platform, and of these the share that never joins its store.
const platformRates: Record<Person['business_line'], Record<Platform, number>> = {
  beauty: { douyin: 0.22, jd: 0.12 },
  both: { douyin: 0.2, jd: 0.14 },
  food: { douyin: 0.06, jd: 0.1 },
}
const guestRates: Record<Platform, number> = { douyin: 0.45, jd: 0.35 }

function platformAccountsOf({ seed, until }: Settings, { index, business_line, first_day }: Person, position: number): Account[] {
  const random = randomOf(seed, index, 'platform accounts')
  return (['douyin', 'jd'] as const).flatMap((source, place) => {
    const [has, isGuest, wait, time] = [random.next(), random.chance(guestRates[source]), random.exponential(1 / 150), random.next()]
    const joined_at = Math.floor(startOf(first_day + Math.floor(wait)) + 3600 * (8 + 14 * time))
    if (has >= platformRates[business_line][source] || joined_at >= startOf(until + 1)) return []
    return [{ source, account_id: accountId(seed, source, index, position + place), joined_at, cancelled_at: null, isGuest }]
  })
}
