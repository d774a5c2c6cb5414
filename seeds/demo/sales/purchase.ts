import type { Day, Moment } from '../basics/calendar.ts'
import type { AccountSource } from '../people/account_id.ts'
import { paidAmount, type Item } from './basket.ts'
import type { Refund } from './refunds.ts'

/** Totals of an order up to the end of the exports, in yuan. */
export type OrderTotals = {
  paid_amount: number
  /** Points that promotions add to the one for each yuan. */
  promotion_points: number
  returned_amount: number
  returned_at: Moment | null
  /** The day after the promised one, if the parcel arrived later. */
  late_on: Day | null
}

/** A question or a complaint about a purchase. */
export type Ticket = { opened_at: Moment; is_complaint: boolean }

/** A paid order, as far as points, levels and tickets depend on it. Amounts are in yuan. */
export type Purchase = {
  order_id: string
  at: Moment
  source: Exclude<AccountSource, 'crm' | 'wecom'>
  account_id: string
  /** The person, by index, to whom it was sent as a gift. */
  gift_to: number | null
  paid_amount: number
  promotion_points: number
  /** Total refunded, and the moment of the last refund. */
  returned_amount: number
  returned_at: Moment | null
  late_on: Day | null
  ticket: Ticket | null
}

/** Totals paid and refunded of an order without a late parcel. */
export const totalsOf = (items: readonly Item[], refunds: readonly Refund[]): OrderTotals => ({
  paid_amount: items.reduce((sum, item) => sum + paidAmount(item), 0) / 100,
  promotion_points: Math.floor(items.reduce((sum, item) => sum + paidAmount(item) * ((item.points_rate ?? 1) - 1), 0) / 100),
  returned_amount: refunds.reduce((sum, { amount }) => sum + amount, 0) / 100,
  returned_at: refunds.at(-1)?.at ?? null,
  late_on: null,
})
