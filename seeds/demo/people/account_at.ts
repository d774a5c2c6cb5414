import type { Moment } from '../basics/calendar.ts'
import type { Account, Person } from './person.ts'

const isOpen = (account: Account, at: Moment) => account.joined_at <= at && (account.cancelled_at === null || at < account.cancelled_at)

/** The account of one of these sources, the first of them before the others, that a person has at a moment. */
export const accountAt = (person: Person, sources: readonly Account['source'][], at: Moment): Account | null => {
  for (const source of sources) {
    const found = person.accounts.find((account) => account.source === source && isOpen(account, at))
    if (found) return found
  }
  return null
}
