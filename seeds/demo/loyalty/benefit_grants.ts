import { dayFrom, dayOf, isoDay, startOf, zonedTime, type Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { Row } from '../files/file_shape.ts'
import type { Files } from '../files/write_files.ts'
import type { Assignment } from '../marketing/touches.ts'
import type { Account, Person } from '../people/person.ts'
import type { Purchase } from '../sales/purchase.ts'
import { benefits, useRate, type Appeal, type Benefit } from './benefits.ts'
import { levelAt, type LevelChange } from './levels.ts'
import type { Term } from './paid_memberships.ts'

const shape = {
  source: 'benefit_grant',
  columns: [
    ...['grant_id', 'member_no', 'benefit', 'reason', 'membership_id', 'campaign_id'],
    ...['granted_at', 'expires_on', 'used_at', 'cost_amount', 'currency'],
  ],
} as const

const levelGift = { ordinary: 0, silver: 18, gold: 45, diamond: 120 }

/** What a member's benefits depend on. */
export type Entitlement = {
  preferred: Appeal
  levels: readonly LevelChange[]
  terms: readonly Term[]
  assignments: readonly Assignment[]
  purchases: readonly Purchase[]
}

/** Writes a member's benefits: those of birthday and level, of paid memberships, and of the arms of campaigns. */
export function writeBenefitGrants(
  files: Files,
  random: Random,
  person: Person,
  member: Account,
  end: Moment,
  { preferred, levels, terms, assignments, purchases }: Entitlement,
): void {
  let number = 0
  type Grant = { reason: string; membership_id?: string; campaign_id?: string; cost?: number; ends_on?: number; using?: Moment | null }
  /** `using` is when it is used if the person wants to; without it, on any day of its term. */
  const grant = (at: Moment, benefit: Benefit, { reason, membership_id, campaign_id, cost, ends_on, using }: Grant, account = member) => {
    if (at >= end || at >= (account.cancelled_at ?? Infinity)) return
    number++
    const expires_on = ends_on ?? dayOf(at) + benefits[benefit].days
    const sometime = Math.min(Math.floor(at + 86_400 * random.next() * (expires_on - dayOf(at))), startOf(expires_on) - 1)
    const used = using === undefined ? sometime : using
    const isUsed = random.chance(useRate(benefit, preferred)) && used !== null && dayOf(used) < person.dropout_day
    const row = (used_at: Moment | null): Row => [
      ...[`G${account.account_id.slice(1)}${String(number).padStart(3, '0')}`, account.account_id, benefit, reason],
      ...[membership_id ?? null, campaign_id ?? null, zonedTime(at), isoDay(expires_on), used_at && zonedTime(used_at)],
      ...[(cost ?? benefits[benefit].cost).toFixed(2), 'CNY'],
    ]
    files.writeStates(shape, [[dayOf(at), row(null)], ...(isUsed ? [[dayOf(used), row(used)] as const] : [])])
  }

  for (const { at, level, reason } of levels) {
    if (reason !== 'growth') continue
    grant(at + 30, 'level_gift', { reason: 'level', cost: levelGift[level] })
    if (level === 'diamond') grant(at + 60, 'black_card', { reason: 'level' })
  }
  const firstYear = Math.max(2024, Number(isoDay(dayOf(member.joined_at)).slice(0, 4)))
  for (let year = firstYear; startOf(dayFrom(`${year}-01-01`)) < end; year++) {
    for (let month = 1; month <= 12; month++) {
      const at = startOf(dayFrom(`${year}-${String(month).padStart(2, '0')}-01`)) + 9 * 3600
      const level = levelAt(levels, at)
      if (at <= member.joined_at || level === 'ordinary') continue
      if (Number(isoDay(person.birthday).slice(5, 7)) === month) grant(at, 'birthday_gift', { reason: 'birthday' })
      if (level === 'silver') continue
      grant(at + 1800, 'early_access', { reason: 'level' })
      if (month % 3 === 1) grant(at + 3600, 'dedicated_service', { reason: 'level' })
    }
  }
  for (const { membership_id, starts_on, ends_on } of terms) {
    const reason = 'paid_membership'
    grant(startOf(starts_on) + 10 * 3600, 'skin_care', { reason, membership_id })
    for (let on = starts_on; on + 30 <= ends_on; on += 30) grant(startOf(on) + 11 * 3600, 'delivery', { reason, membership_id })
  }
  for (const { campaign, arm, account, assigned_at, isSent } of assignments) {
    if (arm.benefit === null || !isSent) continue
    const { campaign_id, assigned_on, effect_days } = campaign
    const ends_on = assigned_on + effect_days
    // It comes with the first order that counts for the campaign; stores deliver nothing.
    const order = purchases.find(
      ({ at, source }) => at > assigned_at + 3600 && dayOf(at) < ends_on && (source !== 'pos' || arm.benefit !== 'delivery'),
    )
    grant(assigned_at + 3600, arm.benefit, { reason: 'campaign', campaign_id, ends_on, using: order?.at ?? null }, account)
  }
}
