import { token } from './account_id.ts'
import { dayOf, startOf, type Day, type Moment } from '../basics/calendar.ts'
import { householdOf } from './household.ts'
import { givenNameOf, surnameOf } from './names.ts'
import type { Person, Settings } from './person.ts'
import { randomOf, type Random } from '../basics/random.ts'

/** What a person is called and reached by, in truth. */
export type Particulars = {
  name: string
  /** The name from `named_on`, as after a marriage; the same as `name` for nearly all. */
  later_name: string
  named_on: Day
  /** Each from its day until the next one's. */
  phones: { number: string; from: Day }[]
  /** The phone that a household shares, used at times; null for who lives alone. */
  family_phone: string | null
  email: string | null
  unionid: string
  device_id: string
}

const prefixes =
  '130 131 132 133 134 135 136 137 138 139 150 151 152 153 155 156 157 158 159 166 172 173 175 176 177 178 180 181 182 183 184 185 186 187 188 189 191 193 198 199'.split(
    ' ',
  )
const numbers = BigInt(prefixes.length) * 100_000_000n

// The multiplier shares no factor with the number of numbers: no two persons are given one by chance.
function phoneNumber(seed: number, index: number, place: number): string {
  const drawn = Number((BigInt(4 * index + place) * 2_654_435_761n + BigInt(seed) * 97_654_321n) % numbers)
  return prefixes[drawn % prefixes.length]! + String(Math.floor(drawn / prefixes.length)).padStart(8, '0')
}

type Change = { changed_on: Day; takes: boolean }

// One in eight changes the phone once within three and a half years; one in five may get as their first one that was somebody else's before.
function phoneChange({ seed, until }: Settings, index: number): Change {
  const random = randomOf(seed, index, 'phone')
  return { changed_on: random.chance(0.12) ? random.integer(until + 400) - 400 : Infinity, takes: random.chance(0.2) }
}

function phonesOf(settings: Settings, person: Person): Particulars['phones'] {
  const { seed, persons } = settings
  const own = phoneChange(settings, person.index)
  const former = (person.index + Math.floor(persons / 2)) % persons
  const theirs = phoneChange(settings, former)
  // A number rests for three months before it is given to the next.
  const isTaken = own.takes && !theirs.takes && former !== person.index && theirs.changed_on + 90 < person.first_day
  const first = { number: isTaken ? phoneNumber(seed, former, 0) : phoneNumber(seed, person.index, 0), from: -Infinity }
  return own.changed_on === Infinity ? [first] : [first, { number: phoneNumber(seed, person.index, 1), from: own.changed_on }]
}

/** The particulars of a person. */
export function particularsOf(settings: Settings, person: Person): Particulars {
  const { seed } = settings
  const { index, gender, birthday } = person
  const random = randomOf(seed, index, 'particulars')
  const { head, place } = householdOf(seed, index)
  const ownSurname = surnameOf(random)
  const surname = place > 0 && random.chance(0.5) ? surnameOf(randomOf(seed, head, 'particulars')) : ownSurname
  const name = surname + givenNameOf(random, gender, birthday < -14_245)
  const isMarried = gender === 'f' && random.chance(0.01)
  const phones = phonesOf(settings, person)
  const domain = random.pick(['qq.com', 'qq.com', '163.com', '126.com', 'gmail.com', 'sina.com', 'outlook.com'])
  const local = domain === 'qq.com' ? String(10_000_000 + ((index * 7_919 + seed) % 3_000_000_000)) : `${token(seed, index, 'email', 4).toLowerCase()}${index}`
  const isHousehold = head !== index || householdOf(seed, index + 1).head === index
  return {
    name,
    later_name: isMarried ? surnameOf(random) + name : name,
    named_on: isMarried ? random.integer(settings.until) : Infinity,
    phones,
    family_phone: isHousehold ? phoneNumber(seed, head, 3) : null,
    email: random.chance(0.4) ? `${local}@${domain}` : null,
    unionid: `oU6b1${token(seed, index, 'unionid', 23)}`,
    device_id: uuid(seed, index, 'device'),
  }
}

function uuid(seed: number, index: number, purpose: string): string {
  const random = randomOf(seed, index, purpose)
  const hex = () => random.integer(0x10000).toString(16).padStart(4, '0')
  return `${hex()}${hex()}-${hex()}-4${hex().slice(1)}-a${hex().slice(1)}-${hex()}${hex()}${hex()}`
}

/** The tablet that a household shares. */
export const householdTablet = ({ seed }: Settings, { index }: Person): string => uuid(seed, householdOf(seed, index).head, 'household tablet')

/** The tablet on which the clerks of a store make cards. */
export const storeTablet = ({ seed }: Settings, store_code: string): string => uuid(seed, 0, `tablet of ${store_code}`)

/** The phone that a person uses at a moment. */
export function phoneAt({ phones }: Particulars, at: Moment): string {
  return phones.length > 1 && dayOf(at) >= phones[1]!.from ? phones[1]!.number : phones[0]!.number
}

/** The phone that replaces the one of a moment, and when some system is told of it: within two months. Null when it stays. */
export function laterPhone({ phones }: Particulars, random: Random, since: Moment): { number: string; at: Moment } | null {
  const next = phones[1]
  if (next === undefined || dayOf(since) >= next.from) return null
  return { number: next.number, at: startOf(next.from + random.integer(60)) + 36_000 + random.integer(36_000) }
}

/** The name that a person bears at a moment. */
export const nameAt = ({ name, later_name, named_on }: Particulars, at: Moment): string => (dayOf(at) >= named_on ? later_name : name)
