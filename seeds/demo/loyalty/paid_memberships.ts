import { dayOf, isoDay, startOf, zonedTime, type Day, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { Random } from '../basics/random.ts'
import type { Row } from '../files/file_shape.ts'
import type { Files } from '../files/write_files.ts'
import type { Account, Person } from '../people/person.ts'

const shape = {
  source: 'paid_membership',
  columns: [
    'membership_id',
    'member_no',
    'plan',
    'bought_at',
    'starts_on',
    'ends_on',
    'paid_amount',
    'currency',
    'is_renewal',
    'refunded_at',
  ],
} as const

/** One term of a paid membership; `ends_on` is the day after its last. */
export type Term = { membership_id: string; starts_on: Day; ends_on: Day }

// Share of members who ever buy one.
const rateOf = (kind: Person['kind']) => (kind === 'replenisher' ? 0.13 : kind === 'browser' ? 0.005 : kind === 'breakfast' ? 0.1 : 0.05)

/** Writes and returns the terms that a member bought. Most active members renew; one in 50 gets the first term refunded. */
export function writePaidMemberships(files: Files, random: Random, person: Person, member: Account, end: Moment): Term[] {
  const terms: Term[] = []
  if (!random.chance(rateOf(person.kind))) return terms
  const [plan, days, price] = random.chance(0.65) ? (['year', 365, 199] as const) : (['quarter', 91, 59] as const)
  let bought_at = later(random, member.joined_at, 120)
  let starts_on = dayOf(bought_at)
  const stops_on = Math.min(person.dropout_day, member.cancelled_at === null ? Infinity : dayOf(member.cancelled_at))
  for (let number = 1; bought_at < end && starts_on < stops_on; number++) {
    const term = { membership_id: `V${member.account_id.slice(1)}${number}`, starts_on, ends_on: starts_on + days }
    const refunded_at = number === 1 && random.chance(0.02) ? bought_at + 86_400 * (1 + random.integer(6)) : null
    const row = (refunded: Moment | null): Row => [
      term.membership_id,
      member.account_id,
      plan,
      zonedTime(bought_at),
      isoDay(starts_on),
      isoDay(term.ends_on),
      price.toFixed(2),
      'CNY',
      number > 1,
      refunded && zonedTime(refunded),
    ]
    files.writeStates(shape, [
      [dayOf(bought_at), row(null)],
      ...(refunded_at === null ? [] : [[dayOf(refunded_at), row(refunded_at)] as const]),
    ])
    if (refunded_at !== null) break
    terms.push(term)
    if (!random.chance(plan === 'year' ? 0.6 : 0.75)) break
    starts_on = term.ends_on
    bought_at = startOf(starts_on - 1 - random.integer(10)) + 32_000 + random.integer(45_000)
  }
  return terms
}
