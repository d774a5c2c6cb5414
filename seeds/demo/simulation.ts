import type { Day } from './basics/calendar.ts'
import { randomOf } from './basics/random.ts'
import { openBehaviour } from './behaviour/behaviour.ts'
import { grievancesAfter, raiseHazard, type Grievance } from './behaviour/leaving.ts'
import { ticketAbout } from './behaviour/service_tickets.ts'
import { worldOf, type Channel } from './catalogue/world.ts'
import { openCheckout } from './checkout.ts'
import type { Files } from './files/write_files.ts'
import { openCoupons } from './loyalty/coupons.ts'
import { openMarketing, type Assignment } from './marketing/touches.ts'
import type { Act, Person, Settings } from './people/person.ts'
import { fillBasket } from './sales/basket.ts'
import { accountFor } from './sales/choose_account.ts'
import type { Purchase } from './sales/purchase.ts'
import { openReceipts } from './sales/receipts.ts'
import { completeSet } from './sales/routine_sets.ts'
import { swipeDays } from './sales/swipes.ts'
import { tasteOf } from './sales/taste.ts'
import { timeOf } from './sales/visit_time.ts'
import { extraVisits, insert, mainBusinessLine, visitsOf, type Visit } from './sales/visits.ts'
import type { Shopper } from './shopper.ts'
import { writeLists } from './write_lists.ts'
import { writeTraits } from './write_traits.ts'

/** What a person bought and did, and the arms of campaigns to which they were assigned. */
export type History = { purchases: Purchase[]; acts: Act[]; assignments: Assignment[] }

/** Simulates what persons buy, browse and receive, and writes the files about it. */
export function openSimulation(settings: Settings, files: Files): { simulate(person: Person): History; close(): void } {
  const world = worldOf(settings)
  const [coupons, marketing, behaviour] = [openCoupons(world, files), openMarketing(world, files), openBehaviour(world, files)]
  const receipts = openReceipts(world, files)
  const checkout = openCheckout(world, files, receipts, behaviour)

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
    const shopping = { kind, taste, spend_level, business_line, channel, day }
    const { items, waits_until, missed } = fillBasket(world, shopping, baskets)
    if (missed !== null) {
      grievances.push({ day: day + 1, cause: 'stock_out' })
      if (channel === 'mini' || channel === 'app') behaviour.writeMissed(account, missed, at, baskets)
    }
    // The person returns when the product is in stock again, unless they drop out first.
    if (waits_until !== null && waits_until > day && waits_until <= settings.until) insert(queue, 0, { day: waits_until, cause })
    if (items.length === 0) return
    completeSet(world, person, shopping, items, shopper.sets)
    const order = { ...checkout.buy(shopper, account, items, business_line, at), at, source: channel, account_id: account.account_id }
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
      const streams = { baskets, forms, checkIns, tickets: random('ticket openings'), leaving: random('leaving'), sets: random('sets') }
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
