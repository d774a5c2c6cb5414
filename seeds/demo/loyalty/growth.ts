import { dayOf, isoDay, zonedTime, type Day, type Moment } from '../basics/calendar.ts'
import type { Files } from '../files/write_files.ts'
import type { Account, Act } from '../people/person.ts'
import type { Purchase } from '../sales/purchase.ts'

const shape = {
  source: 'growth_entry',
  columns: ['entry_id', 'member_no', 'occurred_at', 'route', 'growth_value', 'expires_on', 'order_id'],
} as const

/** Growth values (成长值) that a member gains, or loses with a return; they count towards the level until they expire. */
export type GrowthEntry = { at: Moment; route: string; value: number; expires_on: Day; order_id: string | null }

// Growth values of an event by its type. Purchases bring one per yuan, and nearly all of them.
const values: Record<string, number> = { check_in: 2, store_check_in: 5, review: 20, share: 5, activity_attended: 30 }
const profileValue = 30
const validDays = 365

/** The growth entries of a member until `end`, in order of time, from what the bound accounts bought and did. */
export function growthOf(
  member: Account,
  end: Moment,
  profile_completed_at: Moment | null,
  purchases: readonly Purchase[],
  acts: readonly Act[],
): GrowthEntry[] {
  const entries: GrowthEntry[] = []
  const add = (at: Moment, route: string, value: number, order_id: string | null = null, from = at) => {
    if (value !== 0) entries.push({ at, route, value, expires_on: dayOf(from) + validDays, order_id })
  }
  if (profile_completed_at !== null) add(profile_completed_at, 'profile', profileValue)
  for (const { at, order_id, paid_amount, returned_amount, returned_at } of purchases) {
    add(at + 60, 'purchase', Math.floor(paid_amount), order_id)
    // What a return takes away expires with what its purchase brought.
    if (returned_at !== null) add(returned_at + 60, 'return', -Math.floor(Math.min(returned_amount, paid_amount)), order_id, at + 60)
  }
  const checkedIn = new Set<Day>()
  for (const { at, event_type } of acts) {
    const value = values[event_type]
    if (value === undefined || (event_type === 'check_in' && checkedIn.has(dayOf(at)))) continue
    if (event_type === 'check_in') checkedIn.add(dayOf(at))
    add(at, event_type, value)
  }
  return entries.filter(({ at }) => at >= member.joined_at && at < end).sort((a, b) => a.at - b.at)
}

/** The growth value of a member at a moment. */
export const growthAt = (entries: readonly GrowthEntry[], at: Moment): number =>
  entries.reduce((sum, entry) => (entry.at <= at && entry.expires_on > dayOf(at) ? sum + entry.value : sum), 0)

/** Writes the growth entries of a member. */
export function writeGrowth(files: Files, member_no: string, entries: readonly GrowthEntry[]): void {
  entries.forEach(({ at, route, value, expires_on, order_id }, position) => {
    const entry_id = `W${member_no.slice(1)}${String(position + 1).padStart(4, '0')}`
    files.write(shape, dayOf(at), [entry_id, member_no, zonedTime(at), route, value, isoDay(expires_on), order_id])
  })
}
