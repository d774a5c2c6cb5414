import type { Moment } from '../basics/calendar.ts'
import type { Account, Person } from './person.ts'

const isOpen = (account: Account, at: Moment) => account.joined_at <= at && (account.cancelled_at === null || at < account.cancelled_at)

/** The account that a person holds open at a moment, from the first of these sources that has one. */
export const accountAt = (person: Person, sources: readonly Account['source'][], at: Moment): Account | null => {
  for (const source of sources) {
    const found = person.accounts.find((account) => account.source === source && isOpen(account, at))
    if (found) return found
  }
  return null
}
