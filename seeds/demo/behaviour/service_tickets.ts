import { dayOf, startOf, zonedTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import type { Row } from '../files/file_shape.ts'
import type { Files } from '../files/write_files.ts'
import type { Account, Person } from '../people/person.ts'
import type { Purchase } from '../sales/purchase.ts'

const shape = {
  source: 'service_ticket',
  columns: [
    'ticket_id',
    'source',
    'source_account_id',
    'opened_at',
    'closed_at',
    'contact_channel',
    'category',
    'is_complaint',
    'satisfaction_score',
  ],
} as const

const pickCategory = weighted([
  ['delivery', 35],
  ['quality', 15],
  ['allergy', 6],
  ['return', 24],
  ['points', 12],
  ['invoice', 8],
])

// Share of buyers who drop out with a complaint in the three weeks before.
const complainsBeforeDropout = 0.12

/** Writes tickets: a question for one purchase in 25, a complaint for one in 70, and a last complaint of some who drop out. */
export function writeServiceTickets(files: Files, random: Random, person: Person, purchases: readonly Purchase[]): void {
  let number = 0
  const open = (at: Moment, account: Pick<Account, 'source' | 'account_id'>, is_complaint: boolean, isLast: boolean) => {
    number++
    const category = is_complaint ? random.pick(['delivery', 'quality', 'quality', 'allergy']) : pickCategory(random)
    const closed_at = later(random, at, is_complaint ? 2.5 : 0.5)
    const isRated = random.chance(0.45)
    const score = isLast ? 1 + random.integer(2) : is_complaint ? 1 + random.integer(4) : 3 + random.integer(3)
    const contact_channel = account.source === 'pos' ? 'store' : random.chance(0.7) ? 'chat' : 'phone'
    const row = (isClosed: boolean): Row => [
      `T${String(person.index).padStart(7, '0')}${String(number).padStart(3, '0')}`,
      account.source,
      account.account_id,
      zonedTime(at),
      isClosed ? zonedTime(closed_at) : null,
      contact_channel,
      category,
      is_complaint,
      isClosed && isRated ? score : null,
    ]
    files.writeStates(shape, [
      [dayOf(at), row(false)],
      [dayOf(closed_at), row(true)],
    ])
  }
  for (const purchase of purchases) {
    const draw = random.next()
    if (draw < 0.055) open(later(random, purchase.at, 4), purchase, draw < 0.014, false)
  }
  const complains = purchases.length > 0 && random.chance(complainsBeforeDropout)
  const account = random.pick(person.accounts)
  const at = startOf(person.dropout_day - random.integer(21)) + 36_000 + random.integer(36_000)
  if (complains && at > account.joined_at) open(at, account, true, true)
}
