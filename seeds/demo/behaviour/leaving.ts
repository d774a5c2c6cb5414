import { dayOf, isoDay, type Day } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import type { Person } from '../people/person.ts'
import type { Item } from '../sales/basket.ts'
import type { Purchase } from '../sales/purchase.ts'

/** What raises a person's hazard of leaving for a while. */
export type LeavingCause = 'stock_out' | 'price_rise' | 'late_parcel' | 'bad_ticket'
export type Grievance = { day: Day; cause: LeavingCause }

/** Factor on the hazard of leaving from each cause on, for `raisedDays` days. */
const hazardFactors: Record<LeavingCause, number> = { stock_out: 4, price_rise: 4, late_parcel: 5, bad_ticket: 10 }
const raisedDays = 60
// A person notices a higher list price of what they bought in the last half year.
const priceMemory = 180

const columns = ['person', 'cause', 'occurred_on', 'ends_on', 'hazard_factor', 'left_on']

/** Lets a person leave for a cause, and writes it to the truth. The hazards of several causes add up. */
export function raiseHazard(files: Files, person: Person, { day, cause }: Grievance, until: Day, random: Random): void {
  if (day > person.dropout_day || day > until) return
  const factor = hazardFactors[cause]
  const wait = Math.ceil(random.exponential((factor - 1) * person.leaving_rate))
  const leaves = wait <= raisedDays && day + wait < person.dropout_day
  if (leaves) person.dropout_day = day + wait
  const left_on = leaves ? isoDay(person.dropout_day) : null
  files.writeTruth('leaving_cause', columns, [person.index, cause, isoDay(day), isoDay(day + raisedDays), factor, left_on])
}

/** The causes that follow from a purchase: a late parcel, a complaint, and the next rise of the list price of each product. */
export function grievancesAfter({ at, late_on, ticket }: Purchase, items: readonly Item[]): Grievance[] {
  const on = dayOf(at)
  const found: Grievance[] = []
  if (late_on !== null) found.push({ day: late_on, cause: 'late_parcel' })
  if (ticket?.is_complaint) found.push({ day: dayOf(ticket.opened_at), cause: 'bad_ticket' })
  for (const { product, list } of items) {
    const next = product.prices.find(({ valid_from }) => valid_from > on)
    if (next && next.list_price > list && next.valid_from <= on + priceMemory) found.push({ day: next.valid_from, cause: 'price_rise' })
  }
  return found
}
