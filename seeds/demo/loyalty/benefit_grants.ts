import { dayFrom, dayOf, isoDay, startOf, zonedTime, type Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { Row } from '../files/file_shape.ts'
import type { Files } from '../files/write_files.ts'
import type { Account, Person } from '../people/person.ts'
import { levelAt, type LevelChange } from './levels.ts'
import type { Term } from './paid_memberships.ts'

const shape = {
  source: 'benefit_grant',
  columns: [
    'grant_id',
    'member_no',
    'benefit',
    'reason',
    'membership_id',
    'granted_at',
    'expires_on',
    'used_at',
    'cost_amount',
    'currency',
  ],
} as const

const day = 86_400
const levelGift = { ordinary: 0, silver: 18, gold: 45, diamond: 120 }

/** Writes a member's benefits: birthday gifts from silver up, gifts for a new level, deliveries and treatments of paid memberships. */
export function writeBenefitGrants(
  files: Files,
  random: Random,
  person: Person,
  member: Account,
  end: Moment,
  levels: readonly LevelChange[],
  terms: readonly Term[],
): void {
  let number = 0
  const grant = (at: Moment, benefit: string, reason: string, membership_id: string | null, cost: number, days: number, rate: number) => {
    if (at >= end || at >= (member.cancelled_at ?? Infinity)) return
    number++
    const used = Math.min(Math.floor(at + day * random.next() * days), startOf(dayOf(at) + days) - 1)
    const isUsed = random.chance(rate) && dayOf(used) < person.dropout_day
    const row = (used_at: Moment | null): Row => [
      `G${member.account_id.slice(1)}${String(number).padStart(3, '0')}`,
      member.account_id,
      benefit,
      reason,
      membership_id,
      zonedTime(at),
      isoDay(dayOf(at) + days),
      used_at && zonedTime(used_at),
      cost.toFixed(2),
      'CNY',
    ]
    files.writeStates(shape, [[dayOf(at), row(null)], ...(isUsed ? [[dayOf(used), row(used)] as const] : [])])
  }

  for (const { at, level, reason } of levels)
    if (reason === 'growth') grant(at + 30, 'level_gift', 'level', null, levelGift[level], 90, 0.6)
  const firstYear = Math.max(2024, Number(isoDay(dayOf(member.joined_at)).slice(0, 4)))
  for (let year = firstYear; ; year++) {
    const at = startOf(dayFrom(`${year}-${isoDay(person.birthday).slice(5, 7)}-01`)) + 9 * 3600
    if (at >= end) break
    if (at > member.joined_at && levelAt(levels, at) !== 'ordinary') grant(at, 'birthday_gift', 'birthday', null, 38, 31, 0.5)
  }
  for (const { membership_id, starts_on, ends_on } of terms) {
    grant(startOf(starts_on) + 10 * 3600, 'skin_care', 'paid_membership', membership_id, 68, 90, 0.4)
    for (let on = starts_on; on + 30 <= ends_on; on += 30) {
      grant(startOf(on) + 11 * 3600, 'delivery', 'paid_membership', membership_id, 12, 30, 0.5)
    }
  }
}
