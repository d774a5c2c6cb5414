import type { Moment } from '../basics/calendar.ts'
import type { AccountSource } from '../people/account_id.ts'

/** What others need to know of an order that was paid: points, levels and tickets follow from it. Amounts are in yuan. */
export type Purchase = {
  order_id: string
  at: Moment
  source: Exclude<AccountSource, 'crm' | 'wecom'>
  account_id: string
  paid_amount: number
  /** The amount of the order that was given back, and when the last of it was. */
  returned_amount: number
  returned_at: Moment | null
}
