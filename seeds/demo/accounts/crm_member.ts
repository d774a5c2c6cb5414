import { writeAccount, type FieldChange } from './account_states.ts'
import { isoDay, startOf, zonedTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { LevelChange } from '../loyalty/levels.ts'
import { typedEmail } from './typed_values.ts'
import { laterPhone, nameAt, phoneAt, type Particulars } from '../people/particulars.ts'
import { personOf, type Account, type Person, type Settings } from '../people/person.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'

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
    'updated_at',
  ],
} as const

/** Writes a member of the member centre, and all that became of the row: profile, bound card, phone, name, level, leaving, deletion. */
export function writeCrmMember(
  settings: Settings,
  files: Files,
  random: Random,
  person: Person,
  particulars: Particulars,
  account: Account,
  levels: readonly LevelChange[],
): void {
  const { joined_at, account_id, cancelled_at } = account
  const { accounts, gender, city, birthday } = person
  const onWechat = accounts.some(({ source }) => source === 'mini' || source === 'wecom')
  const usesFamilyPhone = particulars.family_phone !== null && random.chance(0.15)
  const fields = {
    member_no: account_id,
    phone: random.chance(0.97) ? (usesFamilyPhone ? particulars.family_phone : phoneAt(particulars, joined_at)) : null,
    email: particulars.email !== null && random.chance(0.5) ? typedEmail(random, particulars.email) : null,
    card_no: null,
    unionid: random.chance(onWechat ? 0.85 : 0.1) ? particulars.unionid : null,
    name: random.chance(0.6) ? nameAt(particulars, joined_at) : null,
    birthday: null,
    gender: null,
    city: null,
    joined_at: zonedTime(joined_at),
    profile_completed_at: null,
    cancelled_at: null,
    referrer_member_no: random.chance(0.15) ? referrerOf(settings, random, joined_at) : null,
    level: 'ordinary',
    is_deleted: false,
  }
  const changes: FieldChange[] = levels.slice(1).map(({ at, level }) => ({ at, set: { level } }))
  if (random.chance(0.7)) {
    const at = random.chance(0.5) ? joined_at + 120 : later(random, joined_at, 40)
    const profile = { name: nameAt(particulars, at), birthday: isoDay(birthday), gender, city: city.name }
    changes.push({ at, set: { ...profile, profile_completed_at: zonedTime(at) } })
    if (particulars.named_on < Infinity && random.chance(0.7)) {
      changes.push({ at: Math.max(at, startOf(particulars.named_on)) + 15 * 86_400 + 43_200, set: { name: particulars.later_name } })
    }
  }
  const card = accounts.find(({ source }) => source === 'pos')
  if (card && random.chance(0.9)) {
    const at = later(random, Math.max(joined_at, card.joined_at), 12)
    changes.push({ at, set: { card_no: card.account_id } })
  }
  const moved = usesFamilyPhone || fields.phone === null ? null : laterPhone(particulars, random, joined_at)
  if (moved && random.chance(0.75)) changes.push({ at: moved.at, set: { phone: moved.number } })
  writeAccount(files, shape, zonedTime, { at: joined_at, fields }, [...untilLeaving(random, changes, joined_at, cancelled_at)])
}

// Nothing changes after a member has left, and nothing at all after the deletion.
function* untilLeaving(random: Random, changes: FieldChange[], joined_at: Moment, cancelled_at: Moment | null): Generator<FieldChange> {
  const deleted_at = random.chance(0.006) ? later(random, cancelled_at ?? joined_at, 200) : Infinity
  for (const change of changes) if (change.at < Math.min(cancelled_at ?? Infinity, deleted_at)) yield change
  if (cancelled_at !== null && cancelled_at < deleted_at) yield { at: cancelled_at, set: { cancelled_at: zonedTime(cancelled_at) } }
  if (deleted_at < Infinity) yield { at: deleted_at, set: { is_deleted: true } }
}

function referrerOf(settings: Settings, random: Random, before: Moment): string | null {
  const member = personOf(settings, random.integer(settings.persons)).accounts.find(({ source }) => source === 'crm')
  return member && member.joined_at < before ? member.account_id : null
}
