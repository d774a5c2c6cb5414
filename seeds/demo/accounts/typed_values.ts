import { dayFrom, isoDay, type Day } from '../basics/calendar.ts'
import { stores } from '../people/cities.ts'
import { misspelt } from '../people/names.ts'
import type { Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'

// Shares in per cent; docs/demo-retailer.md repeats them, and a test counts them.

const fullWidth = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

/** The phone as a marketplace shows it. */
export const masked = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(7)}`

const inGroups = (phone: string, by: string) => `${phone.slice(0, 3)}${by}${phone.slice(3, 7)}${by}${phone.slice(7)}`
const pickSpelling = weighted<(phone: string) => string>([
  [(phone) => phone, 55.5],
  [(phone) => inGroups(phone, ' '), 13],
  [(phone) => inGroups(phone, '-'), 9],
  [(phone) => `+86 ${phone}`, 7],
  [(phone) => `+86${phone}`, 5],
  [(phone) => `0086${phone}`, 4],
  [(phone) => `86${phone}`, 2],
  [(phone) => fullWidth(phone), 3],
  [masked, 1.5],
])

/** A phone as a person types it. */
export const spelled = (random: Random, phone: string): string => pickSpelling(random)(phone)

// In every tenth store the clerks type the phone of the store for customers who give none.
const lazyStores = new Map(stores.filter((_, place) => place % 10 === 3).map((store) => [store.store_code, store.phone]))
const pickFiller = weighted([
  ['13800138000', 55],
  ['11111111111', 15],
  ['12345678901', 6],
  ['13888888888', 6],
  ['00000000000', 6],
  ['无', 2],
])

/** What a clerk types for a phone: mostly the customer's; in some stores often the store's own, or else a filler that thousands share. */
export function clerkPhone(random: Random, phone: string, store_code: string): string | null {
  const kind = random.next()
  if (kind < 0.01) return null
  if (kind < 0.03) return pickFiller(random)
  const ofStore = lazyStores.get(store_code)
  if (ofStore !== undefined && kind < 0.18) return ofStore
  return spelled(random, random.chance(0.004) ? oneDigitOff(random, phone) : phone)
}

function oneDigitOff(random: Random, phone: string): string {
  const place = 3 + random.integer(8)
  return phone.slice(0, place) + String((Number(phone[place]) + 1 + random.integer(9)) % 10) + phone.slice(place + 1)
}

const title = (gender: 'f' | 'm') => (gender === 'f' ? '女士' : '先生')

/** What a clerk types for a name: 7 % the surname with 先生 or 女士, 4 % misspelt. */
export function clerkName(random: Random, name: string, gender: 'f' | 'm'): string {
  const kind = random.next()
  if (kind < 0.07) return (/^(欧阳|上官|司马)/.exec(name)?.[0] ?? name[0]!) + title(gender)
  return kind < 0.11 ? misspelt(random, name) : name
}

/** What a buyer types for the receiver: 6 % with 先生 or 女士 behind it, 2 % with spaces between, 1 % misspelt. */
export function receiverName(random: Random, name: string, gender: 'f' | 'm'): string {
  const kind = random.next()
  if (kind < 0.06) return name + title(gender)
  if (kind < 0.08) return [...name].join(' ')
  return kind < 0.09 ? misspelt(random, name) : name
}

/** What a clerk types for a birthday: 10 % nothing, 4 % the first day that the till takes, 3 % with the month and day or a digit wrong. */
export function clerkBirthday(random: Random, birthday: Day): string | null {
  const kind = random.next()
  if (kind < 0.1) return null
  if (kind < 0.14) return '1900-01-01'
  return kind < 0.17 ? misdated(random, birthday) : isoDay(birthday)
}

function misdated(random: Random, birthday: Day): string {
  const [year, month, day] = isoDay(birthday).split('-') as [string, string, string]
  if (Number(day) <= 12 && day !== month) return `${year}-${day}-${month}`
  if (random.chance(0.5)) return `${Number(year) + (random.chance(0.5) ? 1 : -1)}-${month}-${day === '29' ? '28' : day}`
  return isoDay(dayFrom(`${year}-${month}-${day}`) + (random.chance(0.5) ? 1 : -1))
}

/** An email as typed: 8 % in other case, 3 % with a space behind it. */
export function typedEmail(random: Random, email: string): string {
  const kind = random.next()
  if (kind < 0.04) return email.toUpperCase()
  if (kind < 0.08) return email[0]!.toUpperCase() + email.slice(1)
  return kind < 0.11 ? `${email} ` : email
}
