import type { Moment } from '../basics/calendar.ts'
import type { AccountSource } from '../people/account_id.ts'

/** A paid order, as far as points, levels and tickets depend on it. Amounts are in yuan. */
export type Purchase = {
  order_id: string
  at: Moment
  source: Exclude<AccountSource, 'crm' | 'wecom'>
  account_id: string
  paid_amount: number
  /** Total refunded, and the moment of the last refund. */
  returned_amount: number
  returned_at: Moment | null
}
