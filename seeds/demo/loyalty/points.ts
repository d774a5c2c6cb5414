import { dayOf, isoDay, monthOf, startOf, zonedTime, dayFrom, type Day, type Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import type { Account } from '../people/person.ts'
import type { Purchase } from '../sales/purchase.ts'

const shape = {
  source: 'point_entry',
  columns: ['entry_id', 'member_no', 'occurred_at', 'type', 'points', 'reason', 'order_id'],
  // The entries of the previous month arrive four days before the end.
  late: { months_before: 1, days_before: 4 },
} as const

type Entry = { at: Moment; type: 'issue' | 'reverse' | 'redeem'; points: number; reason: string; order_id: string | null }
/** The unused points that were issued in one month, and when they expire. */
type Lot = { expires_at: Moment; left: number }

/** Writes a member's points: one per yuan, more by promotions, reversed for returns, redeemed first in first out, expired a year after the month of issue. */
export function writePoints(
  files: Files,
  random: Random,
  member: Account,
  end: Moment,
  birthday: Day,
  purchases: readonly Purchase[],
): void {
  const lots: Lot[] = []
  let number = 0
  const write = (at: Moment, type: string, points: number, reason: string, order_id: string | null) => {
    number++
    const entry_id = `P${member.account_id.slice(1)}${String(number).padStart(4, '0')}`
    files.write(shape, dayOf(at), [entry_id, member.account_id, zonedTime(at), type, points, reason, order_id])
  }
  const deduct = (wanted: number): number => {
    let rest = wanted
    for (const lot of lots) {
      const taken = Math.min(lot.left, rest)
      lot.left -= taken
      rest -= taken
    }
    return wanted - rest
  }
  const expireUntil = (at: Moment) => {
    while (lots.length > 0 && lots[0]!.expires_at <= at) {
      const { left, expires_at } = lots.shift()!
      if (left > 0) write(expires_at, 'expire', -left, 'expiry', null)
    }
  }
  for (const { at, type, points, reason, order_id } of entriesOf(random, member, end, birthday, purchases)) {
    expireUntil(at)
    if (type === 'issue') {
      const expires_at = expiryOf(at)
      if (lots.at(-1)?.expires_at === expires_at) lots.at(-1)!.left += points
      else lots.push({ expires_at, left: points })
      write(at, type, points, reason, order_id)
    } else {
      const balance = lots.reduce((sum, { left }) => sum + left, 0)
      const taken = deduct(type === 'redeem' ? Math.floor(balance / 100) * 100 : points)
      if (taken > 0) write(at, type, -taken, reason, order_id)
    }
  }
  expireUntil(end - 1)
}

/** Points expire at the end of the same month a year later. */
function expiryOf(at: Moment): Moment {
  const [year, month] = monthOf(dayOf(at)).split('-').map(Number) as [number, number]
  const next = month === 12 ? `${year + 2}-01` : `${year + 1}-${String(month + 1).padStart(2, '0')}`
  return startOf(dayFrom(`${next}-01`))
}

function entriesOf(random: Random, member: Account, end: Moment, birthday: Day, purchases: readonly Purchase[]): Entry[] {
  const entries: Entry[] = [{ at: member.joined_at + 60, type: 'issue', points: 100, reason: 'joined', order_id: null }]
  const redeems = random.chance(0.55)
  for (const { at, order_id, paid_amount, promotion_points, returned_amount, returned_at } of purchases) {
    if (at < member.joined_at) continue
    if (redeems && random.chance(0.15)) entries.push({ at, type: 'redeem', points: 0, reason: random.pick(['gift', 'coupon']), order_id })
    if (paid_amount >= 1) entries.push({ at: at + 60, type: 'issue', points: Math.floor(paid_amount), reason: 'purchase', order_id })
    if (promotion_points > 0) entries.push({ at: at + 60, type: 'issue', points: promotion_points, reason: 'promotion', order_id })
    const returned = Math.min(returned_amount, paid_amount)
    const points = Math.floor(returned + (promotion_points * returned) / (paid_amount || 1))
    if (returned_at !== null && points > 0) entries.push({ at: returned_at + 60, type: 'reverse', points, reason: 'return', order_id })
  }
  if (random.chance(0.5)) {
    for (let year = Math.max(2024, Number(isoDay(dayOf(member.joined_at)).slice(0, 4))); ; year++) {
      const at = startOf(dayFrom(`${year}-${isoDay(birthday).slice(5, 7)}-01`)) + 9 * 3600
      if (at >= end) break
      if (at > member.joined_at) entries.push({ at, type: 'issue', points: 50, reason: 'birthday', order_id: null })
    }
  }
  return entries.filter(({ at }) => at < end).sort((a, b) => a.at - b.at)
}
