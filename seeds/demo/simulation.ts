import { dayOf, startOf, type Day, type Moment } from './basics/calendar.ts'
import { randomOf, type Random } from './basics/random.ts'
import { openBehaviour } from './behaviour/behaviour.ts'
import { grievancesAfter, raiseHazard, type Grievance } from './behaviour/leaving.ts'
import { ticketAbout } from './behaviour/service_tickets.ts'
import type { BusinessLine } from './catalogue/products.ts'
import { worldOf, type Channel } from './catalogue/world.ts'
import type { Files } from './files/write_files.ts'
import { bestCoupon, openCoupons, type Coupon } from './loyalty/coupons.ts'
import { openMarketing, type Assignment } from './marketing/touches.ts'
import { storesIn } from './people/cities.ts'
import type { Account, Act, Person, Settings } from './people/person.ts'
import { fillBasket, paidAmount, applyCoupon, type Item } from './sales/basket.ts'
import { openExtraLines } from './sales/extra_lines.ts'
import { accountFor } from './sales/choose_account.ts'
import { openOrderForms, plainForm } from './sales/order_forms.ts'
import { openOrders } from './sales/orders.ts'
import type { OrderTotals, Purchase } from './sales/purchase.ts'
import { openReceipts } from './sales/receipts.ts'
import { swipeDays } from './sales/swipes.ts'
import { tasteOf, type Taste } from './sales/taste.ts'
import { timeOf } from './sales/visit_time.ts'
import { extraVisits, insert, mainBusinessLine, visitsOf, type Visit } from './sales/visits.ts'
import { orderSystemOf } from './sales/web_systems.ts'
import { writeLists } from './write_lists.ts'
import { writeTraits } from './write_traits.ts'

/** A person during the simulation; `last` is the day of the last purchase by business line. */
type Shopper = {
  person: Person
  taste: Taste
  wallet: Coupon[]
  /** The random streams of their purchases, of how they order, of their store check-ins, of their tickets, and of whether they leave for a cause. */
  baskets: Random
  forms: Random
  checkIns: Random
  tickets: Random
  leaving: Random
  last: Record<BusinessLine, Day>
  purchases: Purchase[]
  /** Not yet met, in no order. */
  grievances: Grievance[]
  /** When they opened the invitations to activities, by promotion. */
  openedInvitations: ReadonlyMap<string, Moment>
}

// Share of online orders that follow an unpaid attempt.
const unpaidShare = 0.04
// Share of presale orders beside which the person orders once more with a deposit and never pays the rest.
const unpaidPresaleShare = 0.12

/** What a person bought and did, and the arms of campaigns to which they were assigned. */
export type History = { purchases: Purchase[]; acts: Act[]; assignments: Assignment[] }

/** Simulates what persons buy, browse and receive, and writes the files about it. */
export function openSimulation(settings: Settings, files: Files): { simulate(person: Person): History; close(): void } {
  const world = worldOf(settings)
  const [orders, receipts, orderForms] = [openOrders(world, files), openReceipts(world, files), openOrderForms(world)]
  const extraLines = openExtraLines(world)
  const [coupons, marketing, behaviour] = [openCoupons(world, files), openMarketing(world, files), openBehaviour(world, files)]

  /** Simulates all purchases of a person in order of days, and returns their campaigns, which add visits as they go out. */
  function simulatePurchases(shopper: Shopper): Assignment[] {
    const { person, wallet, last } = shopper
    const random = randomOf(settings.seed, person.index, 'campaigns')
    const inbox = marketing.inboxOf(person)
    const visits = visitsOf(world, person, randomOf(settings.seed, person.index, 'purchases'))
    const queue = visits.filter(({ day }) => day >= 0)
    writeTraits(files, shopper, visits.slice(0, visits.length - queue.length))
    const assignments: Assignment[] = []
    let position = 0
    for (const campaign of [...marketing.campaigns, null]) {
      const until = campaign?.assigned_on ?? Infinity
      for (; position < queue.length && queue[position]!.day < until; position++) visit(shopper, queue[position]!, queue, assignments)
      inbox.sendUntil(until)
      const assignment = campaign && inbox.assign(campaign, last)
      if (!assignment) continue
      assignments.push(assignment)
      if (assignment.isSent && assignment.arm.face > 0) wallet.push(coupons.issueForCampaign(assignment, random))
      for (const extra of extraVisits(world, person, assignment, random)) insert(queue, position, extra)
    }
    shopper.openedInvitations = inbox.close()
    if (person.role === 'card_swiper') swipe(shopper, assignments)
    for (const assignment of assignments) marketing.countResult(assignment)
    meetGrievances(shopper, settings.until)
    return assignments
  }

  /** Lets the causes that a person has met up to a day raise the hazard of leaving, one of a kind a day. */
  function meetGrievances({ person, grievances, leaving }: Shopper, day: Day): void {
    grievances.sort((a, b) => a.day - b.day || (a.cause < b.cause ? -1 : 1))
    const met = grievances.findLastIndex((grievance) => grievance.day <= day) + 1
    let before: Grievance | null = null
    for (const grievance of grievances.splice(0, met)) {
      if (before?.day !== grievance.day || before.cause !== grievance.cause) raiseHazard(files, person, grievance, settings.until, leaving)
      before = grievance
    }
  }

  function visit(shopper: Shopper, { day, cause }: Visit, queue: Visit[], assignments: readonly Assignment[]): void {
    const { person, taste, baskets, last, purchases, grievances } = shopper
    meetGrievances(shopper, day)
    if (day > person.dropout_day) return
    const business_line = person.business_line === 'both' ? (baskets.chance(0.5) ? 'beauty' : 'food') : person.business_line
    const at = timeOf(person, day, baskets)
    const account = accountFor(person, business_line, at, baskets)
    if (account === null) return
    const channel = account.source as Channel
    const { kind, spend_level } = person
    const { items, waits_until, missed } = fillBasket(world, { kind, taste, spend_level, business_line, channel, day }, baskets)
    if (missed !== null) {
      grievances.push({ day: day + 1, cause: 'stock_out' })
      if (channel === 'mini' || channel === 'app') behaviour.writeMissed(account, missed, at, baskets)
    }
    // The person returns when the product is in stock again, unless they drop out first.
    if (waits_until !== null && waits_until > day && waits_until <= settings.until) insert(queue, 0, { day: waits_until, cause })
    if (items.length === 0) return
    const order = { ...buy(shopper, account, items, business_line, at), at, source: channel, account_id: account.account_id }
    const purchase = { ...order, ticket: ticketAbout(order, shopper.tickets) }
    purchases.push(purchase)
    grievances.push(...grievancesAfter(purchase, items))
    last[business_line] = day
    for (const assignment of assignments) {
      if (day >= assignment.campaign.assigned_on + assignment.campaign.effect_days) continue
      assignment.ordered = true
      assignment.orderedWithout ||= cause !== assignment.campaign
    }
  }

  function buy(
    { person, taste, wallet, baskets, forms, checkIns }: Shopper,
    account: Account,
    items: Item[],
    business_line: BusinessLine,
    at: Moment,
  ): OrderTotals & Pick<Purchase, 'order_id' | 'gift_to'> {
    const day = dayOf(at)
    if (person.role === 'reseller') extraLines.multiply(items, forms)
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
    if (coupon) coupon.redeemed = { at, order_system: isStore ? 'pos' : orderSystemOf(account.source), order_id }
    if (account.source === 'mini' || account.source === 'app') behaviour.writeOrderEvents(person, taste, account, items, at, baskets)
    if (isStore) behaviour.writeStoreCheckIns(person, store_code, at, checkIns)
    extraLines.doublePoints(person, items, account.source as Channel, at)
    extraLines.give(items, day, forms)
    if (isStore)
      return {
        order_id,
        gift_to: null,
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
    return { order_id, gift_to: form.gift_to, ...orders.writePaid({ order_id, account, at, items, coupon_id, form }, baskets, forms) }
  }

  /** The sales of others on the card of a clerk, which earn its owner points. */
  function swipe({ person, purchases, forms }: Shopper, assignments: readonly Assignment[]): void {
    const card = person.accounts.find(({ source }) => source === 'pos')!
    const line = mainBusinessLine(person)
    for (const day of swipeDays(person, settings.until, forms)) {
      for (const assignment of assignments) {
        const { assigned_on, effect_days } = assignment.campaign
        if (day >= assigned_on && day < assigned_on + effect_days) assignment.ordered = assignment.orderedWithout = true
      }
      const sales = receipts.writeSwipes(person.home_store[line], card.account_id, line, day, forms)
      purchases.push(
        ...sales.map((sale) => ({ ...sale, source: 'pos' as const, account_id: card.account_id, gift_to: null, ticket: null })),
      )
    }
    purchases.sort((a, b) => a.at - b.at)
  }

  writeLists(world, marketing.campaigns, files)
  return {
    simulate(person) {
      const { seed } = settings
      const taste = tasteOf(world, person)
      const wallet = person.role === 'guest' ? [] : coupons.couponsOf(person)
      const last = { beauty: -Infinity, food: -Infinity }
      const random = (purpose: string) => randomOf(seed, person.index, purpose)
      const [baskets, forms, checkIns] = [random('baskets'), random('order forms'), random('store check-ins')]
      const streams = { baskets, forms, checkIns, tickets: random('ticket openings'), leaving: random('leaving') }
      const shopper: Shopper = { person, taste, wallet, ...streams, last, purchases: [], grievances: [], openedInvitations: new Map() }
      const assignments = simulatePurchases(shopper)
      coupons.writeCoupons(wallet)
      behaviour.browse(person, taste, shopper.openedInvitations)
      return { purchases: shopper.purchases, acts: behaviour.takeActs(), assignments }
    },
    close: () => {
      marketing.writeEffects()
      behaviour.close()
    },
  }
}
