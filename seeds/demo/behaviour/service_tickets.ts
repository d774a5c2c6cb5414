import { dayOf, zonedTime } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import type { Row } from '../files/file_shape.ts'
import type { Files } from '../files/write_files.ts'
import type { Purchase, Ticket } from '../sales/purchase.ts'

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

// Share of purchases with a ticket, and of these with a complaint.
const rates = { onTime: [0.06, 0.3], late: [0.3, 0.6] } as const

/** The ticket that a purchase causes, if any: more often a complaint when the parcel is late. */
export function ticketAbout({ at, late_on }: Pick<Purchase, 'at' | 'late_on'>, random: Random): Ticket | null {
  const [share, complaints] = late_on === null ? rates.onTime : rates.late
  const [isOpened, is_complaint] = [random.chance(share), random.chance(complaints)]
  return isOpened ? { opened_at: later(random, at + (late_on === null ? 0 : 5 * 86_400), 4), is_complaint } : null
}

/** Writes the tickets of a person's purchases. */
export function writeServiceTickets(files: Files, random: Random, person: number, purchases: readonly Purchase[]): void {
  let number = 0
  for (const { ticket, source, account_id } of purchases) {
    if (ticket === null) continue
    const { opened_at, is_complaint } = ticket
    number++
    const category = is_complaint ? random.pick(['delivery', 'quality', 'quality', 'allergy']) : pickCategory(random)
    const closed_at = later(random, opened_at, is_complaint ? 2.5 : 0.5)
    const isRated = random.chance(0.45)
    const score = is_complaint ? 1 + random.integer(3) : 3 + random.integer(3)
    const contact_channel = source === 'pos' ? 'store' : random.chance(0.7) ? 'chat' : 'phone'
    const row = (isClosed: boolean): Row => [
      `T${String(person).padStart(7, '0')}${String(number).padStart(3, '0')}`,
      source,
      account_id,
      zonedTime(opened_at),
      isClosed ? zonedTime(closed_at) : null,
      contact_channel,
      category,
      is_complaint,
      isClosed && isRated ? score : null,
    ]
    files.writeStates(shape, [
      [dayOf(opened_at), row(false)],
      [dayOf(closed_at), row(true)],
    ])
  }
}
