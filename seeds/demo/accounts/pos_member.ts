import { writeAccount, type FieldChange } from './account_states.ts'
import { isoDay, localTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import { clerkBirthday, clerkName, clerkPhone } from './typed_values.ts'
import { laterPhone, nameAt, phoneAt, storeTablet, type Particulars } from '../people/particulars.ts'
import type { Account, Person, Settings } from '../people/person.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'

const shape = {
  source: 'pos_member',
  columns: ['card_no', 'phone', 'name', 'birthday', 'gender', 'store_code', 'device_id', 'joined_at', 'updated_at'],
} as const

const day = 86_400

/** Writes a card that a clerk made: all that clerks do to phones, names and birthdays, and the tablet of the store as the device of half of them. */
export function writePosMember(
  settings: Settings,
  files: Files,
  random: Random,
  person: Person,
  particulars: Particulars,
  account: Account,
): void {
  const { joined_at, account_id } = account
  const store_code = person.home_store[person.business_line === 'food' || (person.business_line === 'both' && random.chance(0.5)) ? 'food' : 'beauty']
  const usesFamilyPhone = particulars.family_phone !== null && random.chance(0.25)
  const phone = (at: Moment) => clerkPhone(random, usesFamilyPhone ? particulars.family_phone! : phoneAt(particulars, at), store_code)
  const device = random.next()
  const fields = {
    card_no: account_id,
    phone: phone(joined_at),
    name: clerkName(random, nameAt(particulars, joined_at), person.gender),
    birthday: clerkBirthday(random, person.birthday),
    gender: random.chance(0.1) ? null : person.gender === 'f' ? '女' : '男',
    store_code,
    device_id: device < 0.5 ? storeTablet(settings, store_code) : device < 0.7 ? particulars.device_id : null,
    joined_at: localTime(joined_at),
  }
  const changes: FieldChange[] = []
  // The till let through a day that no calendar has: no row for the loader, until the clerk put it right a month later.
  if (random.chance(0.004)) {
    changes.push({ at: joined_at + day * (31 + random.integer(10)), set: { birthday: isoDay(person.birthday) } })
    fields.birthday = `${isoDay(person.birthday).slice(0, 4)}-02-30`
  }
  // The same card in a later file with other values: what the clerk typed when asked again, right or wrong.
  if (random.chance(0.03)) {
    const at = later(random, joined_at + 20 * day, 200)
    changes.push({ at, set: { phone: phone(at), name: clerkName(random, nameAt(particulars, at), person.gender) } })
  }
  const moved = usesFamilyPhone ? null : laterPhone(particulars, random, joined_at)
  if (moved && random.chance(0.4)) changes.push({ at: moved.at, set: { phone: phone(moved.at) } })
  // And unchanged, because the till sends it once more.
  if (random.chance(0.02)) changes.push({ at: joined_at + day * (32 + random.integer(60)), set: {} })
  writeAccount(files, shape, localTime, { at: joined_at, fields }, changes)
}
