import { dayOf, startOf, type Day, type Moment } from './basics/calendar.ts'
import { randomOf, type Random } from './basics/random.ts'
import { openBrowsing } from './behaviour/browsing.ts'
import type { BusinessLine } from './catalogue/products.ts'
import { worldOf, type Channel } from './catalogue/world.ts'
import type { Files } from './files/write_files.ts'
import { bestCoupon, openCoupons, type Coupon } from './loyalty/coupons.ts'
import { effectDays } from './marketing/campaigns.ts'
import { openMarketing, type Assignment } from './marketing/touches.ts'
import { storesIn } from './people/cities.ts'
import type { Account, Person, Settings } from './people/person.ts'
import { fillBasket, paidAmount, applyCoupon, type Item } from './sales/basket.ts'
import { openExtraLines } from './sales/extra_lines.ts'
import { accountFor } from './sales/choose_account.ts'
import { openOrderForms, plainForm } from './sales/order_forms.ts'
import { openOrders } from './sales/orders.ts'
import type { OrderTotals, Purchase } from './sales/purchase.ts'
import { openReceipts } from './sales/receipts.ts'
import { tasteOf, type Taste } from './sales/taste.ts'
import { extraVisits, visitsOf, type Visit } from './sales/visits.ts'
import { writeLists } from './write_lists.ts'

/** A person during the simulation; `baskets` is the random stream of their purchases, `last` the day of the last one by business line. */
type Shopper = {
  person: Person
  taste: Taste
  wallet: Coupon[]
  baskets: Random
  forms: Random
  last: Record<BusinessLine, Day>
  purchases: Purchase[]
}

// Share of online orders that follow an unpaid attempt.
const unpaidShare = 0.04
// Share of presale orders beside which the person orders once more with a deposit and never pays the rest.
const unpaidPresaleShare = 0.12

/** Simulates what persons buy, browse and receive, and writes the files about it. */
export function openSimulation(settings: Settings, files: Files): { simulate(person: Person): Purchase[]; close(): void } {
  const world = worldOf(settings)
  const [orders, receipts, orderForms] = [openOrders(world, files), openReceipts(world, files), openOrderForms(world)]
  const extraLines = openExtraLines(world)
  const [coupons, marketing, browsing] = [openCoupons(world, files), openMarketing(world, files), openBrowsing(world, files)]

  /** Simulates all purchases of a person in order of days. Campaigns add visits as they go out. */
  function simulatePurchases(shopper: Shopper): void {
    const { person, wallet, last } = shopper
    const random = randomOf(settings.seed, person.index, 'campaigns')
    const queue = visitsOf(world, person, randomOf(settings.seed, person.index, 'purchases'))
    const assignments: Assignment[] = []
    let position = 0
    for (const campaign of [...marketing.campaigns, null]) {
      const until = campaign?.assigned_on ?? Infinity
      for (; position < queue.length && queue[position]!.day < until; position++) visit(shopper, queue[position]!, queue, assignments)
      const assignment = campaign && marketing.assign(person, campaign, last, random)
      if (!assignment) continue
      assignments.push(assignment)
      const { arm, account } = assignment
      if (arm.channel === null) continue
      if (arm.face > 0) wallet.push(coupons.issueForCampaign(account, campaign, arm, startOf(until) + 36_000, random))
      for (const extra of extraVisits(world, person, campaign, arm, random)) insert(queue, position, extra)
    }
    for (const assignment of assignments) marketing.countResult(assignment)
  }

  function visit(shopper: Shopper, { day, cause }: Visit, queue: Visit[], assignments: readonly Assignment[]): void {
    const { person, taste, baskets, last, purchases } = shopper
    const business_line = person.business_line === 'both' ? (baskets.chance(0.5) ? 'beauty' : 'food') : person.business_line
    const at = timeOf(person, day, baskets)
    const account = accountFor(person, business_line, at, baskets)
    if (account === null) return
    const channel = account.source as Channel
    const items = fillBasket(world, { kind: person.kind, taste, business_line, channel, day }, baskets)
    if (typeof items === 'number') {
      // The person returns when the product is in stock again, unless they drop out first.
      if (items > day && items <= Math.min(settings.until, person.dropout_day)) insert(queue, 0, { day: items, cause })
      return
    }
    if (items === null) return
    purchases.push({ ...buy(shopper, account, items, business_line, at), at, source: channel, account_id: account.account_id })
    last[business_line] = day
    for (const assignment of assignments) {
      if (day >= assignment.campaign.assigned_on + effectDays) continue
      assignment.ordered = true
      assignment.orderedWithout ||= cause !== assignment.campaign
    }
  }

  function buy(
    { person, taste, wallet, baskets, forms }: Shopper,
    account: Account,
    items: Item[],
    business_line: BusinessLine,
    at: Moment,
  ): OrderTotals & { order_id: string } {
    const day = dayOf(at)
    extraLines.reduce(items, day)
    const amount = items.reduce((sum, item) => sum + paidAmount(item), 0)
    const coupon = bestCoupon(wallet, business_line, amount, at)
    if (coupon) applyCoupon(items, coupon.face)
    else extraLines.mix(person, taste, items, business_line, account.source as Channel, day, forms)
    const coupon_id = coupon && coupon.coupon_id
    const isStore = account.source === 'pos'
    const store_code = baskets.chance(0.85)
      ? person.home_store[business_line]
      : baskets.pick(storesIn(person.city, business_line)).store_code
    const form = isStore ? plainForm : orderForms.formOf(person, account, items, at, forms)
    const order_id = isStore ? receipts.numberOf(store_code, at) : orders.numberOf(account.source, form.presale?.ordered_at ?? at)
    if (coupon)
      coupon.redeemed = { at, order_system: isStore ? 'pos' : account.source === 'marketplace' ? 'marketplace' : 'mall', order_id }
    if (account.source === 'mini' || account.source === 'app') browsing.writeOrderEvents(account, items, at, baskets)
    extraLines.give(items, day, forms)
    if (isStore)
      return {
        order_id,
        ...receipts.write({ receipt_no: order_id, store_code, card_no: account.account_id, at, items, coupon_id }, baskets, forms),
      }
    if (baskets.chance(unpaidShare)) {
      const before = Math.max(startOf(dayOf(at)), at - 60 - baskets.integer(3600))
      const free = items.map((item) => ({ ...item, coupon: 0 }))
      const order_id = orders.numberOf(account.source, before)
      orders.writeUnpaid({ order_id, account, at: before, items: free, coupon_id: null, form: plainForm })
    }
    if (form.presale && forms.chance(unpaidPresaleShare)) {
      const order_id = orders.numberOf(account.source, form.presale.ordered_at)
      const free = items.map((item) => ({ ...item, coupon: 0 }))
      orders.writeUnpaid({ order_id, account, at, items: free, coupon_id: null, form: { ...form, guide_id: null, gift_to: null } })
    }
    return { order_id, ...orders.writePaid({ order_id, account, at, items, coupon_id, form }, baskets, forms) }
  }

  writeLists(world, marketing.campaigns, files)
  return {
    simulate(person) {
      const { seed } = settings
      const taste = tasteOf(world, person)
      const wallet = coupons.couponsOf(person)
      const last = { beauty: -Infinity, food: -Infinity }
      const shopper = {
        person,
        taste,
        wallet,
        baskets: randomOf(seed, person.index, 'baskets'),
        forms: randomOf(seed, person.index, 'order forms'),
        last,
        purchases: [],
      }
      simulatePurchases(shopper)
      coupons.writeCoupons(wallet)
      marketing.sendNewsletters(person)
      browsing.browse(person, taste)
      return shopper.purchases
    },
    close: () => marketing.writeEffects(),
  }
}

/** Inserts a visit into the queue in order of days, at `from` or later. */
function insert(queue: Visit[], from: number, visit: Visit): void {
  let position = queue.length
  while (position > from && queue[position - 1]!.day > visit.day) position--
  queue.splice(position, 0, visit)
}

// Breakfast is between 6:30 and 9:30. Other purchases become more frequent towards the evening.
function timeOf({ kind, accounts }: Person, day: Day, random: Random): Moment {
  const hours = kind === 'breakfast' ? 6.5 + 3 * random.next() : 9 + 14.5 * Math.sqrt(random.next())
  const at = startOf(day) + Math.floor(3600 * hours)
  // On the day of joining, the purchase comes after joining.
  const joined = accounts.find(({ source, joined_at }) => source !== 'crm' && source !== 'wecom' && dayOf(joined_at) === day)
  return joined ? Math.max(at, Math.min(joined.joined_at + 900, startOf(day) + 85_200)) : at
}
