import { writeAccount, type FieldChange } from './account_states.ts'
import { zonedTime } from '../basics/calendar.ts'
import { typedEmail } from './typed_values.ts'
import { householdTablet, laterPhone, phoneAt, type Particulars } from '../people/particulars.ts'
import type { Account, Person, Settings } from '../people/person.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'

const shape = {
  source: 'app_member',
  columns: ['app_user_id', 'phone', 'email', 'unionid', 'device_id', 'registered_at', 'cancelled_at', 'updated_at'],
} as const

/** What a phone tells that does not let itself be tracked. */
export const noDevice = '00000000-0000-0000-0000-000000000000'

/** Writes a user of the app: a confirmed phone for nearly all, a device that 12 % do not tell, the unionid of those who log in with WeChat. */
export function writeAppMember(
  settings: Settings,
  files: Files,
  random: Random,
  person: Person,
  particulars: Particulars,
  account: Account,
): void {
  const { joined_at, account_id, cancelled_at } = account
  const tablet = particulars.family_phone !== null && random.chance(0.4) ? householdTablet(settings, person) : null
  const unionid = random.chance(0.6) ? particulars.unionid : null
  const fields = {
    app_user_id: account_id,
    phone: unionid === null || random.chance(0.93) ? phoneAt(particulars, joined_at) : null,
    email: particulars.email !== null && random.chance(0.6) ? typedEmail(random, particulars.email) : null,
    unionid,
    device_id: random.chance(0.12) ? noDevice : (tablet ?? particulars.device_id),
    registered_at: zonedTime(joined_at),
    cancelled_at: null,
  }
  const changes: FieldChange[] = []
  if (cancelled_at !== null) changes.push({ at: cancelled_at, set: { cancelled_at: zonedTime(cancelled_at) } })
  const moved = fields.phone === null ? null : laterPhone(particulars, random, joined_at)
  if (moved && random.chance(0.7) && moved.at < (cancelled_at ?? Infinity)) changes.push({ at: moved.at, set: { phone: moved.number } })
  writeAccount(files, shape, zonedTime, { at: joined_at, fields }, changes)
}
