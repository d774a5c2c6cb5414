import type { Day, Moment } from './basics/calendar.ts'
import type { Random } from './basics/random.ts'
import type { Grievance } from './behaviour/leaving.ts'
import type { BusinessLine } from './catalogue/products.ts'
import type { Coupon } from './loyalty/coupons.ts'
import type { Person } from './people/person.ts'
import type { Purchase } from './sales/purchase.ts'
import type { Taste } from './sales/taste.ts'

/** A person during the simulation; `last` is the day of the last purchase by business line. */
export type Shopper = {
  person: Person
  taste: Taste
  wallet: Coupon[]
  /**
   * The random streams of their purchases, of how they order, of their store check-ins, of their tickets, of whether they leave for a
   * cause, and of the sets that they buy.
   */
  baskets: Random
  forms: Random
  checkIns: Random
  tickets: Random
  leaving: Random
  sets: Random
  last: Record<BusinessLine, Day>
  purchases: Purchase[]
  /** Not yet met, in no order. */
  grievances: Grievance[]
  /** When they opened the invitations to activities, by promotion. */
  openedInvitations: ReadonlyMap<string, Moment>
}
