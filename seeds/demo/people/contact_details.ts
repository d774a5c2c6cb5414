import { dayOf, startOf, type Day, type Moment } from '../basics/calendar.ts'
import { randomOf, type Random } from '../basics/random.ts'
import { token } from './account_id.ts'
import { householdOf } from './household.ts'
import { givenNameOf, surnameOf } from './names.ts'
import type { Person, Settings } from './person.ts'
import { isStaff } from './roles.ts'

/** The true name and contact details of a person. Accounts hold them with errors. */
export type ContactDetails = {
  name: string
  /** The name from `renamed_on`, such as after a marriage; for nearly everyone the same as `name`. */
  later_name: string
  renamed_on: Day
  /** Each is valid until the next one begins. */
  phones: { number: string; from: Day }[]
  /** The phone that a household shares; null for a person who lives alone. */
  family_phone: string | null
  email: string | null
  unionid: string
  device_id: string
}

const prefixes =
  '130 131 132 133 134 135 136 137 138 139 150 151 152 153 155 156 157 158 159 166 172 173 175 176 177 178 180 181 182 183 184 185 186 187 188 189 191 193 198 199'.split(
    ' ',
  )
const numberCount = BigInt(prefixes.length) * 100_000_000n

// The multiplier and `numberCount` are coprime, so no two persons get the same number by chance.
function phoneNumber(seed: number, index: number, position: number): string {
  const drawn = Number((BigInt(4 * index + position) * 2_654_435_761n + BigInt(seed) * 97_654_321n) % numberCount)
  return prefixes[drawn % prefixes.length]! + String(Math.floor(drawn / prefixes.length)).padStart(8, '0')
}

type PhoneChange = { changed_on: Day; mayReuse: boolean }

// One in eight changes the phone once within three and a half years. One in five may start with a number that another person gave up.
function phoneChange({ seed, until }: Settings, index: number): PhoneChange {
  const random = randomOf(seed, index, 'phone')
  return { changed_on: random.chance(0.12) ? random.integer(until + 400) - 400 : Infinity, mayReuse: random.chance(0.2) }
}

function phonesOf(settings: Settings, person: Person): ContactDetails['phones'] {
  const { seed, persons } = settings
  const own = phoneChange(settings, person.index)
  const formerOwner = (person.index + Math.floor(persons / 2)) % persons
  const former = phoneChange(settings, formerOwner)
  // Operators keep a number unassigned for three months before they reissue it.
  const isReused = own.mayReuse && !former.mayReuse && formerOwner !== person.index && former.changed_on + 90 < person.first_day
  const first = { number: isReused ? phoneNumber(seed, formerOwner, 0) : phoneNumber(seed, person.index, 0), from: -Infinity }
  return own.changed_on === Infinity ? [first] : [first, { number: phoneNumber(seed, person.index, 1), from: own.changed_on }]
}

const staffDomain = 'staff.example.com'

/** The contact details of a person. */
export function contactDetailsOf(settings: Settings, person: Person): ContactDetails {
  const { seed } = settings
  const { index, gender, birthday, role } = person
  const random = randomOf(seed, index, 'particulars')
  const { head, position } = householdOf(seed, index)
  const ownSurname = surnameOf(random)
  const surname = position > 0 && random.chance(0.5) ? surnameOf(randomOf(seed, head, 'particulars')) : ownSurname
  const given = givenNameOf(random, gender, birthday < -14_245)
  // Half of the resellers write their trade behind their name.
  const name = surname + given + (role === 'reseller' && randomOf(seed, index, 'trade name').chance(0.5) ? '代购' : '')
  const isMarried = gender === 'f' && random.chance(0.01)
  const phones = phonesOf(settings, person)
  const domain = random.pick(['qq.com', 'qq.com', '163.com', '126.com', 'gmail.com', 'sina.com', 'outlook.com'])
  const local =
    domain === 'qq.com'
      ? String(10_000_000 + ((index * 7_919 + seed) % 3_000_000_000))
      : `${token(seed, index, 'email', 4).toLowerCase()}${index}`
  const isHousehold = head !== index || householdOf(seed, index + 1).head === index
  return {
    name,
    later_name: isMarried ? surnameOf(random) + name : name,
    renamed_on: isMarried ? random.integer(settings.until) : Infinity,
    phones,
    family_phone: isHousehold ? phoneNumber(seed, head, 3) : null,
    email: random.chance(0.4) ? `${local}@${isStaff(role) ? staffDomain : domain}` : null,
    unionid: `oU6b1${token(seed, index, 'unionid', 23)}`,
    device_id: uuid(seed, index, 'device'),
  }
}

function uuid(seed: number, index: number, purpose: string): string {
  const random = randomOf(seed, index, purpose)
  const hex = () => random.integer(0x10000).toString(16).padStart(4, '0')
  return `${hex()}${hex()}-${hex()}-4${hex().slice(1)}-a${hex().slice(1)}-${hex()}${hex()}${hex()}`
}

/** The device id of the tablet that a household shares. */
export const householdTablet = ({ seed }: Settings, { index }: Person): string =>
  uuid(seed, householdOf(seed, index).head, 'household tablet')

/** The device id of the tablet on which the clerks of a store create cards. */
export const storeTablet = ({ seed }: Settings, store_code: string): string => uuid(seed, 0, `tablet of ${store_code}`)

/** The phone that a person uses at a moment. */
export function phoneAt({ phones }: ContactDetails, at: Moment): string {
  return phones.length > 1 && dayOf(at) >= phones[1]!.from ? phones[1]!.number : phones[0]!.number
}

/** The phone that replaces the one in use at `since`, and when a source learns of it, within two months. Null without a change. */
export function laterPhone({ phones }: ContactDetails, random: Random, since: Moment): { number: string; at: Moment } | null {
  const next = phones[1]
  if (next === undefined || dayOf(since) >= next.from) return null
  return { number: next.number, at: startOf(next.from + random.integer(60)) + 36_000 + random.integer(36_000) }
}

/** The name of a person at a moment. */
export const nameAt = ({ name, later_name, renamed_on }: ContactDetails, at: Moment): string =>
  dayOf(at) >= renamed_on ? later_name : name
