import { fillBasket, paidFor, takeOff, type Item } from './sales/basket.ts'
import { openBrowsing } from './behaviour/browsing.ts'
import { dayOf, startOf, type Day, type Moment } from './basics/calendar.ts'
import { effectDays } from './marketing/campaigns.ts'
import { storesIn } from './people/cities.ts'
import { writeLists } from './write_lists.ts'
import { openMarketing, type Draw } from './marketing/touches.ts'
import { openOrders, type Settled } from './sales/orders.ts'
import type { Account, Person, Settings } from './people/person.ts'
import { extraVisits, visitsOf, type Visit } from './sales/visits.ts'
import type { Line } from './catalogue/products.ts'
import type { Purchase } from './sales/purchase.ts'
import { randomOf, type Random } from './basics/random.ts'
import { openReceipts } from './sales/receipts.ts'
import { tasteOf, type Taste } from './sales/taste.ts'
import { bestCoupon, openWallets, type Coupon } from './loyalty/coupons.ts'
import { worldOf, type Channel } from './catalogue/world.ts'
import type { Files } from './files/write_files.ts'

/** Who is shopping, and what is known of it so far; `baskets` gives what is bought, and how it goes on. */
type Shopper = { person: Person; taste: Taste; wallet: Coupon[]; baskets: Random; last: Record<Line, Day>; purchases: Purchase[] }

// Of those who pay on the web so many tried before, and did not.
const unpaidShare = 0.04

/** What persons buy, look at and are sent, in the files of all sources that tell of it. Amounts of purchases are in yuan. */
export function openBehaviour(settings: Settings, files: Files): { person(person: Person): Purchase[]; close(): void } {
  const world = worldOf(settings)
  const [orders, receipts] = [openOrders(world, files), openReceipts(world, files)]
  const [wallets, marketing, browsing] = [openWallets(world, files), openMarketing(world, files), openBrowsing(world, files)]

  /** Everything that a person buys: day after day, with the campaigns in between, whose messages bring more of it. */
  function shop(shopper: Shopper): void {
    const { person, wallet, last } = shopper
    const random = randomOf(settings.seed, person.index, 'campaigns')
    const queue = visitsOf(world, person, randomOf(settings.seed, person.index, 'purchases'))
    const draws: Draw[] = []
    let place = 0
    for (const campaign of [...marketing.campaigns, null]) {
      const until = campaign?.assigned_on ?? Infinity
      for (; place < queue.length && queue[place]!.day < until; place++) visit(shopper, queue[place]!, queue, draws)
      const draw = campaign && marketing.draw(person, campaign, last, random)
      if (!draw) continue
      draws.push(draw)
      const { arm, account } = draw
      if (arm.channel === null) continue
      if (arm.face > 0) wallet.push(wallets.give(account, campaign, arm, startOf(until) + 36_000, random))
      for (const extra of extraVisits(world, person, campaign, arm, random)) insert(queue, place, extra)
    }
    for (const draw of draws) marketing.settle(draw)
  }

  function visit(shopper: Shopper, { day, because }: Visit, queue: Visit[], draws: readonly Draw[]): void {
    const { person, taste, baskets, last, purchases } = shopper
    const line = person.business_line === 'both' ? (baskets.chance(0.5) ? 'beauty' : 'food') : person.business_line
    const at = timeOf(person, day, baskets)
    const account = accountFor(person, line, at, baskets)
    if (account === null) return
    const channel = account.source as Channel
    const items = fillBasket(world, { kind: person.kind, taste, line, channel, day }, baskets)
    if (typeof items === 'number') {
      // Who waits for stock comes once, and is gone when the life in it is.
      if (items > day && items <= Math.min(settings.until, person.dropout_day)) insert(queue, 0, { day: items, because })
      return
    }
    if (items === null) return
    purchases.push({ ...buy(shopper, account, items, line, at), at, source: channel, account_id: account.account_id })
    last[line] = day
    for (const draw of draws) {
      if (day >= draw.campaign.assigned_on + effectDays) continue
      draw.ordered = true
      draw.without ||= because !== draw.campaign
    }
  }

  function buy({ person, wallet, baskets }: Shopper, account: Account, items: Item[], line: Line, at: Moment): Settled & { order_id: string } {
    const amount = items.reduce((sum, item) => sum + paidFor(item), 0)
    const coupon = bestCoupon(wallet, line, amount, at)
    if (coupon) takeOff(items, coupon.face)
    const coupon_id = coupon && coupon.coupon_id
    const isStore = account.source === 'pos'
    const store_code = baskets.chance(0.85) ? person.home_store[line] : baskets.pick(storesIn(person.city, line)).store_code
    const order_id = isStore ? receipts.numberOf(store_code, at) : orders.numberOf(account.source, at)
    if (coupon) coupon.redeemed = { at, source: isStore ? 'pos' : account.source === 'shop' ? 'shop' : 'mall', order_id }
    if (isStore) return { order_id, ...receipts.write({ receipt_no: order_id, store_code, card_no: account.account_id, at, items, coupon_id }, baskets) }
    if (account.source !== 'shop') browsing.tell(account, items, at, baskets)
    if (baskets.chance(unpaidShare)) {
      const before = Math.max(startOf(dayOf(at)), at - 60 - baskets.integer(3600))
      const free = items.map((item) => ({ ...item, coupon: 0 }))
      orders.writeUnpaid({ order_id: orders.numberOf(account.source, before), account, at: before, items: free, coupon_id: null })
    }
    return { order_id, ...orders.writePaid({ order_id, account, at, items, coupon_id }, baskets) }
  }

  writeLists(world, marketing.campaigns, files)
  return {
    person(person) {
      const { seed } = settings
      const taste = tasteOf(world, person)
      const wallet = wallets.open(person)
      const last = { beauty: -Infinity, food: -Infinity }
      const shopper = { person, taste, wallet, baskets: randomOf(seed, person.index, 'baskets'), last, purchases: [] }
      shop(shopper)
      wallets.close(wallet)
      marketing.sendNewsletters(person)
      browsing.browse(person, taste)
      return shopper.purchases
    },
    close: () => marketing.close(),
  }
}

/** Puts a visit among those that are to come, in order of days. */
function insert(queue: Visit[], from: number, visit: Visit): void {
  let place = queue.length
  while (place > from && queue[place - 1]!.day > visit.day) place--
  queue.splice(place, 0, visit)
}

// Breakfast is from half past six to half past nine; other days fill up towards the evening.
function timeOf({ kind, accounts }: Person, day: Day, random: Random): Moment {
  const hours = kind === 'breakfast' ? 6.5 + 3 * random.next() : 9 + 14.5 * Math.sqrt(random.next())
  const at = startOf(day) + Math.floor(3600 * hours)
  // On the day of joining, after it.
  const joined = accounts.find(({ source, joined_at }) => source !== 'crm' && source !== 'wecom' && dayOf(joined_at) === day)
  return joined ? Math.max(at, Math.min(joined.joined_at + 900, startOf(day) + 85_200)) : at
}

const shares: Record<Line, Record<Channel, number>> = {
  beauty: { shop: 1, mini: 0.7, app: 0.7, pos: 0.7 },
  food: { shop: 0.3, mini: 0.6, app: 0.3, pos: 2.5 },
}

/** The account with which somebody buys: one that is open, the card for breakfast. */
function accountFor(person: Person, line: Line, at: Moment, random: Random): Account | null {
  const open = person.accounts.filter(
    ({ source, joined_at, cancelled_at }) => source !== 'crm' && source !== 'wecom' && joined_at <= at && (cancelled_at === null || at < cancelled_at),
  )
  const card = person.kind === 'breakfast' ? open.find(({ source }) => source === 'pos') : undefined
  if (card || open.length === 0) return card ?? null
  let draw = random.next() * open.reduce((sum, { source }) => sum + shares[line][source as Channel], 0)
  return open.find(({ source }) => (draw -= shares[line][source as Channel]) < 0) ?? open.at(-1)!
}
