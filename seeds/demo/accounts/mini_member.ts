import { dayOf, zonedTime } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import { laterPhone, phoneAt, type ContactDetails } from '../people/contact_details.ts'
import { nicknameOf } from '../people/names.ts'
import type { Account, Person, Settings } from '../people/person.ts'
import { acquisitionColumns, acquisitionOf, inviterOf } from './acquisition.ts'
import { writeAccount, type FieldChange, type Written } from './account_states.ts'

const shape = {
  source: 'mini_member',
  columns: [
    'openid',
    'app_id',
    'unionid',
    'phone',
    'nickname',
    'gender',
    'city',
    'registered_at',
    ...acquisitionColumns,
    'invited_by',
    'updated_at',
  ],
  format: 'ndjson',
} as const

const appIds = { beauty: 'wx3c1f7a90b2d84e61', food: 'wx9e02d5c7714ab38f' }

/** Writes a user of a mini-program: a unionid for nearly all, a phone for most, granted at once or later. */
export function writeMiniMember(
  settings: Settings,
  files: Files,
  random: Random,
  person: Person,
  details: ContactDetails,
  account: Account,
): Written {
  const { joined_at, account_id } = account
  const isSecond = person.accounts.find(({ source }) => source === 'mini') !== account
  const business_line = person.business_line === 'food' ? 'food' : person.business_line === 'both' && random.chance(0.4) ? 'food' : 'beauty'
  const granted_at = random.chance(0.5) ? joined_at : later(random, joined_at, 15)
  const phoneOf = (moment: number) => {
    const phone = details.family_phone !== null && random.chance(0.15) ? details.family_phone : phoneAt(details, moment)
    return random.chance(0.08) ? `+86${phone}` : phone
  }
  const hasPhone = random.chance(0.96)
  const fields = {
    openid: account_id,
    app_id: appIds[isSecond ? (business_line === 'food' ? 'beauty' : 'food') : business_line],
    unionid: random.chance(0.97) ? details.unionid : null,
    phone: hasPhone && granted_at === joined_at ? phoneOf(joined_at) : null,
    nickname: random.chance(0.4) ? '微信用户' : nicknameOf(random),
    gender: random.chance(0.45) ? 0 : person.gender === 'm' ? 1 : 2,
    city: random.chance(0.5) ? person.city.name : null,
    registered_at: zonedTime(joined_at),
    ...acquisitionOf(settings, person, account),
    invited_by: inviterOf(settings, person, account),
  }
  const changes: FieldChange[] = []
  if (hasPhone && granted_at !== joined_at) changes.push({ at: granted_at, set: { phone: phoneOf(granted_at) } })
  const newPhone = hasPhone ? laterPhone(details, random, granted_at) : null
  if (newPhone && random.chance(0.6)) changes.push({ at: newPhone.at, set: { phone: newPhone.number } })
  // 2 % are exported up to three weeks late.
  const exported_on = dayOf(joined_at) + (random.chance(0.02) ? 1 + random.integer(20) : 0)
  return writeAccount(files, shape, zonedTime, { at: joined_at, fields, exported_on }, changes)
}
