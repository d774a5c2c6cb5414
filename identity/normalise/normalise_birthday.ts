import { halfWidth } from './half_width.ts'
import { readNumber } from './read_number.ts'

const pattern = /^(\d{4})(?:(-|\/|\.| )(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))(?:[T ]\d{1,2}:\d{2}.*)?$/
const fillers = new Set(['1900-01-01', '1901-01-01', '1970-01-01'])

/** Whether a date is the default value of a form or program. */
export const isFiller = (date: string): boolean => fillers.has(date)

/** A birthday as `1990-05-31`; the year must come first. Null if it is not a date, is after `asOf` or more than 120 years before it. */
export function normaliseBirthday(value: string, asOf: string): string | null {
  const text = halfWidth(value)
  // readNumber reads 19900531.0, but takes 1990.5 for a decimal.
  const parts = pattern.exec(text) ?? pattern.exec(readNumber(text) ?? '')
  if (parts === null) return null
  const [, year, , dashMonth, dashDay, hanMonth, hanDay, plainMonth, plainDay] = parts
  const month = (dashMonth ?? hanMonth ?? plainMonth)!.padStart(2, '0')
  const date = `${year}-${month}-${(dashDay ?? hanDay ?? plainDay)!.padStart(2, '0')}`
  if (!isDay(date) || isFiller(date)) return null
  return date <= asOf && Number(year) >= Number(asOf.slice(0, 4)) - 120 ? date : null
}

const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isDay(date: string): boolean {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))]
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1]! && (isLeap || month !== 2 || day < 29)
}
