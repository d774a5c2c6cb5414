import { dayOf, startOf, type Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import { accountAt } from '../people/account_at.ts'
import type { Person } from '../people/person.ts'
import type { WriteOfAccount } from './events.ts'

// Share of the purchases in a store before which the person scans the code at its door, and after which they come again and buy nothing.
const scanShare = 0.25
const visitShare = 0.15
const mostDaysLater = 20

/** Writes the store check-ins around a purchase in a store: before it, and at a later visit without a purchase. */
export function writeStoreCheckIns(write: WriteOfAccount, person: Person, store_code: string, bought_at: Moment, random: Random): void {
  const [scans, returns] = [random.chance(scanShare), random.chance(visitShare)]
  const later = startOf(dayOf(bought_at) + 1 + random.integer(mostDaysLater)) + 36_000 + random.integer(36_000)
  for (const at of [...(scans ? [bought_at - 120 - random.integer(1_200)] : []), ...(returns ? [later] : [])]) {
    const account = accountAt(person, ['mini', 'app'], at)
    if (account !== null && dayOf(at) <= person.dropout_day) write(account, 'store_check_in', at, { store_code }, random)
  }
}
