import { zonedTime } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import { householdTablet, laterPhone, phoneAt, type ContactDetails } from '../people/contact_details.ts'
import type { Account, Person, Settings } from '../people/person.ts'
import { acquisitionColumns, acquisitionOf, inviterOf } from './acquisition.ts'
import { writeAccount, type FieldChange, type Written } from './account_states.ts'
import { typedEmail } from './typed_values.ts'

const shape = {
  source: 'app_member',
  columns: [
    'app_user_id',
    'phone',
    'email',
    'unionid',
    'device_id',
    'registered_at',
    'cancelled_at',
    ...acquisitionColumns,
    'invited_by',
    'updated_at',
  ],
} as const

// The device id of a phone that blocks tracking.
const blockedDeviceId = '00000000-0000-0000-0000-000000000000'

/** Writes a user of the app: a confirmed phone for nearly all, a device id unless the phone blocks it, a unionid for logins with WeChat. */
export function writeAppMember(
  settings: Settings,
  files: Files,
  random: Random,
  person: Person,
  details: ContactDetails,
  account: Account,
): Written {
  const { joined_at, account_id, cancelled_at } = account
  const tablet = details.family_phone !== null && random.chance(0.4) ? householdTablet(settings, person) : null
  const unionid = random.chance(0.6) ? details.unionid : null
  const fields = {
    app_user_id: account_id,
    phone: unionid === null || random.chance(0.93) ? phoneAt(details, joined_at) : null,
    email: details.email !== null && random.chance(0.6) ? typedEmail(random, details.email) : null,
    unionid,
    device_id: random.chance(0.12) ? blockedDeviceId : (tablet ?? details.device_id),
    registered_at: zonedTime(joined_at),
    cancelled_at: null,
    ...acquisitionOf(settings, person, account),
    invited_by: inviterOf(settings, person, account),
  }
  const changes: FieldChange[] = []
  if (cancelled_at !== null) changes.push({ at: cancelled_at, set: { cancelled_at: zonedTime(cancelled_at) } })
  const newPhone = fields.phone === null ? null : laterPhone(details, random, joined_at)
  if (newPhone && random.chance(0.7) && newPhone.at < (cancelled_at ?? Infinity)) {
    changes.push({ at: newPhone.at, set: { phone: newPhone.number } })
  }
  return writeAccount(files, shape, zonedTime, { at: joined_at, fields }, changes)
}
