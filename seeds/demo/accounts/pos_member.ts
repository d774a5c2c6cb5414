import { isoDay, localTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import { randomOf, type Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import { laterPhone, nameAt, phoneAt, storeTablet, type ContactDetails } from '../people/contact_details.ts'
import type { Account, Person, Settings } from '../people/person.ts'
import { isStaff } from '../people/roles.ts'
import { acquisitionColumns, acquisitionOf } from './acquisition.ts'
import { writeAccount, type FieldChange, type Written } from './account_states.ts'
import { clerkBirthday, clerkName, clerkPhone } from './typed_values.ts'

const shape = {
  source: 'pos_member',
  columns: ['card_no', 'phone', 'name', 'birthday', 'gender', 'store_code', 'device_id', 'joined_at', ...acquisitionColumns, 'updated_at'],
} as const

const day = 86_400

/** Writes a store card with the errors that clerks make. Half of the cards have the store's tablet as device. */
export function writePosMember(
  settings: Settings,
  files: Files,
  random: Random,
  person: Person,
  details: ContactDetails,
  account: Account,
): Written {
  const { joined_at, account_id } = account
  const store_code =
    person.home_store[person.business_line === 'food' || (person.business_line === 'both' && random.chance(0.5)) ? 'food' : 'beauty']
  const usesFamilyPhone = details.family_phone !== null && random.chance(0.25)
  const phone = (at: Moment) => clerkPhone(random, usesFamilyPhone ? details.family_phone! : phoneAt(details, at), store_code)
  const deviceDraw = random.next()
  // Stores mark the cards of most of their own people.
  const mark = isStaff(person.role) && randomOf(settings.seed, person.index, 'staff card').chance(0.85) ? '（员工）' : ''
  const fields = {
    card_no: account_id,
    phone: phone(joined_at),
    name: clerkName(random, nameAt(details, joined_at), person.gender) + mark,
    birthday: clerkBirthday(random, person.birthday),
    gender: random.chance(0.1) ? null : person.gender === 'f' ? '女' : '男',
    store_code,
    device_id: deviceDraw < 0.5 ? storeTablet(settings, store_code) : deviceDraw < 0.7 ? details.device_id : null,
    joined_at: localTime(joined_at),
    ...acquisitionOf(settings, person, account, store_code),
  }
  const changes: FieldChange[] = []
  // The till accepted 30 February: the loader rejects the row, and the clerk corrects it a month later. One such row among the twenty of
  // a month of a small retailer would be more than the 5 % at which a file is refused.
  if (random.chance(0.004) && settings.persons >= 5_000) {
    changes.push({ at: joined_at + day * (31 + random.integer(10)), set: { birthday: isoDay(person.birthday) } })
    fields.birthday = `${isoDay(person.birthday).slice(0, 4)}-02-30`
  }
  // A clerk asked again and typed phone and name once more, right or wrong.
  if (random.chance(0.03)) {
    const at = later(random, joined_at + 20 * day, 200)
    changes.push({ at, set: { phone: phone(at), name: clerkName(random, nameAt(details, at), person.gender) + mark } })
  }
  const newPhone = usesFamilyPhone ? null : laterPhone(details, random, joined_at)
  if (newPhone && random.chance(0.4)) changes.push({ at: newPhone.at, set: { phone: phone(newPhone.at) } })
  // The till sends some cards again unchanged.
  if (random.chance(0.02)) changes.push({ at: joined_at + day * (32 + random.integer(60)), set: {} })
  return writeAccount(files, shape, localTime, { at: joined_at, fields }, changes)
}
