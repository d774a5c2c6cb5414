import { isoDay, startOf, zonedTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import { randomOf } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import { laterPhone, nameAt, phoneAt, type ContactDetails } from '../people/contact_details.ts'
import type { Account, Person, Settings } from '../people/person.ts'
import { acquisitionColumns, acquisitionOf, inviterOf } from './acquisition.ts'
import { writeAccount, type FieldChange, type Fields } from './account_states.ts'
import { typedEmail } from './typed_values.ts'

const shape = {
  source: 'crm_member',
  columns: [
    'member_no',
    'phone',
    'email',
    'card_no',
    'unionid',
    'name',
    'birthday',
    'gender',
    'city',
    'joined_at',
    'profile_completed_at',
    'cancelled_at',
    'referrer_member_no',
    'level',
    'is_deleted',
    ...acquisitionColumns,
    'updated_at',
  ],
} as const

/** A member of the member centre: the fields when they joined, all later changes but those of the level, and when the row was deleted. */
export type CrmMember = { fields: Fields; changes: FieldChange[]; deleted_at: Moment }

/** A member with all later changes: profile, bound card, phone and name. The same account always gives the same member. */
export function crmMemberOf(settings: Settings, person: Person, details: ContactDetails, account: Account): CrmMember {
  const random = randomOf(settings.seed, 16 * person.index + person.accounts.indexOf(account), 'crm account')
  const { joined_at, account_id, cancelled_at } = account
  const { accounts, gender, city, birthday } = person
  const onWechat = accounts.some(({ source }) => source === 'mini' || source === 'wecom')
  const usesFamilyPhone = details.family_phone !== null && random.chance(0.15)
  const fields = {
    member_no: account_id,
    phone: random.chance(0.97) ? (usesFamilyPhone ? details.family_phone : phoneAt(details, joined_at)) : null,
    email: details.email !== null && random.chance(0.5) ? typedEmail(random, details.email) : null,
    card_no: null,
    unionid: random.chance(onWechat ? 0.85 : 0.1) ? details.unionid : null,
    name: random.chance(0.6) ? nameAt(details, joined_at) : null,
    birthday: null,
    gender: null,
    city: null,
    joined_at: zonedTime(joined_at),
    profile_completed_at: null,
    cancelled_at: null,
    referrer_member_no: inviterOf(settings, person, account),
    level: 'ordinary',
    is_deleted: false,
    ...acquisitionOf(settings, person, account),
  }
  const changes: FieldChange[] = []
  if (random.chance(0.7)) {
    const at = random.chance(0.5) ? joined_at + 120 : later(random, joined_at, 40)
    const profile = { name: nameAt(details, at), birthday: isoDay(birthday), gender, city: city.name }
    changes.push({ at, set: { ...profile, profile_completed_at: zonedTime(at) } })
    if (details.renamed_on < Infinity && random.chance(0.7)) {
      changes.push({ at: Math.max(at, startOf(details.renamed_on)) + 15 * 86_400 + 43_200, set: { name: details.later_name } })
    }
  }
  const card = accounts.find(({ source }) => source === 'pos')
  if (card && random.chance(0.9)) {
    const at = later(random, Math.max(joined_at, card.joined_at), 12)
    changes.push({ at, set: { card_no: card.account_id } })
  }
  const newPhone = usesFamilyPhone || fields.phone === null ? null : laterPhone(details, random, joined_at)
  if (newPhone && random.chance(0.75)) changes.push({ at: newPhone.at, set: { phone: newPhone.number } })
  const deleted_at = random.chance(0.006) ? later(random, cancelled_at ?? joined_at, 200) : Infinity
  // The row does not change after the member cancels, except for a deletion.
  return { fields, changes: changes.filter(({ at }) => at < Math.min(cancelled_at ?? Infinity, deleted_at)), deleted_at }
}

/** The value that the member centre had in a field at a moment. */
export const crmValueAt = ({ fields, changes }: CrmMember, field: 'phone' | 'email', at: Moment): string | null => {
  const change = changes.filter((change) => change.at <= at && field in change.set).sort((a, b) => b.at - a.at)[0]
  return (change?.set[field] ?? fields[field]) as string | null
}

/** Writes a member of the member centre with all changes: those of the row, of the level, cancellation and deletion. */
export function writeCrmMember(
  files: Files,
  { joined_at, cancelled_at }: Account,
  { fields, changes, deleted_at }: CrmMember,
  levels: readonly { at: Moment; level: string }[],
): void {
  const ends_at = Math.min(cancelled_at ?? Infinity, deleted_at)
  const raised = levels.slice(1).map(({ at, level }): FieldChange => ({ at, set: { level } }))
  const all = [...raised.filter(({ at }) => at < ends_at), ...changes]
  if (cancelled_at !== null && cancelled_at < deleted_at) all.push({ at: cancelled_at, set: { cancelled_at: zonedTime(cancelled_at) } })
  if (deleted_at < Infinity) all.push({ at: deleted_at, set: { is_deleted: true } })
  writeAccount(files, shape, zonedTime, { at: joined_at, fields }, all)
}
