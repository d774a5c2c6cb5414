import { dayFrom, isoDay, type Day } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import { stores } from '../people/cities.ts'
import { misspelt } from '../people/names.ts'

// Shares in per cent. docs/demo-retailer.md lists them, and a test checks the exports against that page.

const fullWidth = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

/** The phone as the marketplace masks it. */
export const masked = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(7)}`

/** A virtual number (隐私号) with its extension, as the marketplace writes it on a parcel: it reaches the receiver for a few days. */
export const virtualNumber = (random: Random): string =>
  `170${String(random.integer(100_000_000)).padStart(8, '0')}-${String(random.integer(10_000)).padStart(4, '0')}`

const grouped = (phone: string, separator: string) => `${phone.slice(0, 3)}${separator}${phone.slice(3, 7)}${separator}${phone.slice(7)}`
const pickFormat = weighted<(phone: string) => string>([
  [(phone) => phone, 55.5],
  [(phone) => grouped(phone, ' '), 13],
  [(phone) => grouped(phone, '-'), 9],
  [(phone) => `+86 ${phone}`, 7],
  [(phone) => `+86${phone}`, 5],
  [(phone) => `0086${phone}`, 4],
  [(phone) => `86${phone}`, 2],
  [(phone) => fullWidth(phone), 3],
  [masked, 1.5],
])

/** The phone in one of the formats that people type. */
export const typedPhone = (random: Random, phone: string): string => pickFormat(random)(phone)

// In every tenth store, clerks type the store's phone for customers who give none.
const ownPhones = new Map(stores.filter((_, position) => position % 10 === 3).map((store) => [store.store_code, store.phone]))
const pickFiller = weighted([
  ['13800138000', 55],
  ['11111111111', 15],
  ['12345678901', 6],
  ['13888888888', 6],
  ['00000000000', 6],
  ['无', 2],
])

/** The phone that a clerk types: mostly the customer's, at times a filler that thousands share or, in some stores, the store's own. */
export function clerkPhone(random: Random, phone: string, store_code: string): string | null {
  const kind = random.next()
  if (kind < 0.01) return null
  if (kind < 0.03) return pickFiller(random)
  const storePhone = ownPhones.get(store_code)
  if (storePhone !== undefined && kind < 0.18) return storePhone
  return typedPhone(random, random.chance(0.004) ? withWrongDigit(random, phone) : phone)
}

function withWrongDigit(random: Random, phone: string): string {
  const position = 3 + random.integer(8)
  return phone.slice(0, position) + String((Number(phone[position]) + 1 + random.integer(9)) % 10) + phone.slice(position + 1)
}

const title = (gender: 'f' | 'm') => (gender === 'f' ? '女士' : '先生')

/** The name that a clerk types: 7 % surname with 先生 or 女士, 4 % misspelt. */
export function clerkName(random: Random, name: string, gender: 'f' | 'm'): string {
  const kind = random.next()
  if (kind < 0.07) return (/^(欧阳|上官|司马)/.exec(name)?.[0] ?? name[0]!) + title(gender)
  return kind < 0.11 ? misspelt(random, name) : name
}

/** The receiver's name that a buyer types: 6 % followed by 先生 or 女士, 2 % with spaces, 1 % misspelt. */
export function receiverName(random: Random, name: string, gender: 'f' | 'm'): string {
  const kind = random.next()
  if (kind < 0.06) return name + title(gender)
  if (kind < 0.08) return [...name].join(' ')
  return kind < 0.09 ? misspelt(random, name) : name
}

/** The birthday that a clerk types: 10 % empty, 4 % the earliest day that the till accepts, 3 % wrong. */
export function clerkBirthday(random: Random, birthday: Day): string | null {
  const kind = random.next()
  if (kind < 0.1) return null
  if (kind < 0.14) return '1900-01-01'
  return kind < 0.17 ? wrongBirthday(random, birthday) : isoDay(birthday)
}

function wrongBirthday(random: Random, birthday: Day): string {
  const [year, month, day] = isoDay(birthday).split('-') as [string, string, string]
  if (Number(day) <= 12 && day !== month) return `${year}-${day}-${month}`
  if (random.chance(0.5)) return `${Number(year) + (random.chance(0.5) ? 1 : -1)}-${month}-${day === '29' ? '28' : day}`
  return isoDay(dayFrom(`${year}-${month}-${day}`) + (random.chance(0.5) ? 1 : -1))
}

/** The email that a user types: 8 % in another case, 3 % with a trailing space. */
export function typedEmail(random: Random, email: string): string {
  const kind = random.next()
  if (kind < 0.04) return email.toUpperCase()
  if (kind < 0.08) return email[0]!.toUpperCase() + email.slice(1)
  return kind < 0.11 ? `${email} ` : email
}
