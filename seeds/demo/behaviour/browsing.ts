import { dayOf, type Day, type Moment } from '../basics/calendar.ts'
import { randomOf, type Random } from '../basics/random.ts'
import type { Product } from '../catalogue/products.ts'
import { isSold, type World } from '../catalogue/world.ts'
import { habitualDay, habitualTime } from '../people/habits.ts'
import type { Account, Act, Kind, Person } from '../people/person.ts'
import type { Item } from '../sales/basket.ts'
import { preferredChannel, preferredChannelShare } from '../sales/choose_account.ts'
import { categoryFor, searchFor, topicFor, type Taste } from '../sales/taste.ts'
import { mainBusinessLine } from '../sales/visits.ts'
import type { Actor, WriteEvent, WriteOfAccount } from './events.ts'

// Mean number of sessions a day in the mini-program or the app.
const sessionRates: Record<Kind, number> = {
  ...{ plain: 0.018, one_time: 0.014, devotee: 0.04, replenisher: 0.014, seasonal: 0.012, price_sensitive: 0.028, launch_follower: 0.032 },
  ...{ three_and_gone: 0.022, fader: 0.05, breakfast: 0.012, browser: 0.04 },
}
const fadingDays = 60
// Share of the carts of an order that the person filled in an earlier session, and the most hours before.
const earlierCartShare = 0.3
const earlierCartHours = 20
// Share of orders before which the person put another product into the cart and left it there.
const leftBesideShare = 0.4

// Days without use after which the app asks the person to log in again.
const signedInDays = 30

/** Writes what persons do in the mini-program and the app. */
export function openBrowsing(world: World, writeEvent: WriteEvent) {
  const { seed, until } = world.settings
  let acts: Act[] = []

  const write: WriteOfAccount = (account, ...event) => {
    const [event_type, at] = event
    if (writeEvent({ channel: account.source as Actor['channel'], account }, ...event)) acts.push({ account, event_type, at })
  }

  function writeSession(person: Person, taste: Taste, account: Account, at: Moment, random: Random): void {
    const business_line = mainBusinessLine(person)
    const day = dayOf(at)
    write(account, 'open', at, {}, random)
    let now = at
    if (random.chance(0.12)) write(account, 'check_in', (now += 5), {}, random)
    for (let count = random.poisson(2.2); count > 0; count--) {
      now += 8 + random.integer(30)
      const dwell_seconds = Math.min(900, 3 + Math.floor(random.exponential(1 / 28)))
      if (random.chance(0.25)) {
        const content_topic = topicFor(taste, business_line, random)
        write(account, 'view', now, { content_topic, dwell_seconds: 2 * dwell_seconds }, random)
        if (random.chance(0.04)) write(account, 'share', now + dwell_seconds, { content_topic }, random)
      } else {
        if (random.chance(0.18)) write(account, 'search', now - 5, { search_text: searchFor(taste, business_line, random) }, random)
        const product_code = pickProductCode(person, taste, day, random)
        if (product_code === null) continue
        write(account, 'view', now, { product_code, dwell_seconds }, random)
        if (random.chance(0.08)) write(account, 'favourite', now + 4, { product_code }, random)
        if (random.chance(0.22)) write(account, 'add_to_cart', now + 9, { product_code }, random)
        if (random.chance(0.02)) write(account, 'share', now + 12, { product_code }, random)
      }
      now += dwell_seconds
    }
  }

  function pickProductCode(person: Person, taste: Taste, day: Day, random: Random): string | null {
    const business_line = mainBusinessLine(person)
    const newest = person.kind === 'launch_follower' ? world.newestLaunch(business_line, day) : null
    const products = newest ? [newest] : world.byCategory.get(categoryFor(taste, business_line, day, random))!
    const product = random.pick(products)
    const other = taste.series.includes(product.series) ? product : random.pick(products)
    return isSold(other, day) ? other.product_code : null
  }

  return {
    write,

    /** The events written since the last call. */
    takeActs(): Act[] {
      const taken = acts
      acts = []
      return taken
    },

    /** Writes the sessions without an order. A fader has fewer and fewer in the two months before dropout; others keep some after it. */
    browse(person: Person, taste: Taste): void {
      const accounts = person.accounts.filter(({ source }) => source === 'mini' || source === 'app')
      if (accounts.length === 0) return
      const random = randomOf(seed, person.index, 'browsing')
      const rate = (sessionRates[person.kind] * random.gamma(1.5)) / 1.5
      const { dropout_day, kind } = person
      const channel = preferredChannel(person, mainBusinessLine(person))
      const from = Math.max(0, dayOf(accounts[0]!.joined_at))
      const to = Math.min(until, dropout_day + (kind === 'fader' ? 0 : 90))
      const logins = randomOf(seed, person.index, 'logins')
      const lastDays = new Map<Account, Day>()
      for (let at = from + random.exponential(rate); at <= to; at += random.exponential(rate)) {
        const daysLeft = dropout_day - at
        if (!random.chance(daysLeft < 0 ? 0.2 : kind === 'fader' ? Math.min(1, daysLeft / fadingDays) : 1)) continue
        const day = habitualDay(Math.floor(at), person.habits, to, random)
        const moment = habitualTime(day, person.habits, random, () => 7 + 16 * random.next())
        const open = accounts.filter(({ joined_at }) => joined_at <= moment)
        if (open.length === 0) continue
        const preferred = open.find(({ source }) => source === channel)
        const others = open.filter((account) => account !== preferred)
        const isUsual = others.length === 0 || (preferred !== undefined && random.chance(preferredChannelShare))
        const account = isUsual ? (preferred ?? open[0]!) : random.pick(others)
        const isSignedOut = account.source === 'app' && day - (lastDays.get(account) ?? -Infinity) > signedInDays
        if (isSignedOut) write(account, 'login', moment + 3, {}, logins)
        lastDays.set(account, day)
        writeSession(person, taste, account, moment, random)
      }
    },

    /** Writes the visit of a person who finds a product out of stock. */
    writeMissed(account: Account, { product_code }: Product, at: Moment, random: Random): void {
      write(account, 'open', at - 300, {}, random)
      write(account, 'view', at - 290, { product_code, dwell_seconds: 5 + random.integer(40) }, random)
    },

    /**
     * Writes the events before an order in the mini-program or the app, and the reviews after it. Some carts are filled in an earlier
     * session, and some hold a product that is left behind.
     */
    writeOrderEvents(person: Person, taste: Taste, account: Account, items: readonly Item[], at: Moment, random: Random): void {
      const isEarlier = random.chance(earlierCartShare)
      const earlier = at - 3600 * (1 + (earlierCartHours - 1) * random.next())
      const begins = isEarlier && earlier > account.joined_at ? Math.floor(earlier) : at - 240
      write(account, 'open', at - 240, {}, random)
      if (begins < at - 240) write(account, 'open', begins, {}, random)
      const left = random.chance(leftBesideShare) ? pickProductCode(person, taste, dayOf(at), random) : null
      if (left !== null && items.every(({ product }) => product.product_code !== left))
        write(account, 'add_to_cart', begins + 35, { product_code: left }, random)
      items.forEach(({ product: { product_code, business_line } }, position) => {
        write(account, 'view', begins + 40 + 25 * position, { product_code, dwell_seconds: 5 + random.integer(20) }, random)
        write(account, 'add_to_cart', begins + 50 + 25 * position, { product_code }, random)
        if (!random.chance(business_line === 'beauty' ? 0.09 : 0.03)) return
        const rating = random.chance(0.75) ? 5 : random.chance(0.6) ? 4 : 1 + random.integer(3)
        write(account, 'review', at + Math.floor(86_400 * (4 + 15 * random.next())), { product_code, rating }, random)
      })
    },
  }
}
