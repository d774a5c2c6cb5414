import { halfWidth } from '../../normalise/half_width.ts'
import type { ColumnKind } from './column_kind.ts'
import { editDistance } from './edit_distance.ts'

/** A date, year first or last. */
export const dateKind: ColumnKind = {
  read: digitsOf,
  words: () => [],
  correlated_by: [],
  levels: [
    ['same', 0.8],
    ['one digit differs, or day and month are swapped', 0.08],
    ['within a month', 0.03],
    ['within a year', 0.03],
    ['different', 0.06],
  ],
  compare({ text: left }, { text: right }) {
    if (editDistance(left, right, 1) <= 1 || left === right.slice(0, 4) + right.slice(6) + right.slice(4, 6)) return 1
    const days = Math.abs(dayOf(left) - dayOf(right))
    return days <= 31 ? 2 : days <= 366 ? 3 : 4
  },
  keys: {
    day: ({ text }) => text,
    month: ({ text }) => text.slice(0, 6),
    'day of the year': ({ text }) => text.slice(4),
    'year and day of the month': ({ text }) => text.slice(0, 4) + text.slice(6),
  },
}

/** The digits of a date in the order year, month, day. Keeps the digits of an invalid date too: it may be a typo. */
function digitsOf(text: string): string | null {
  const parts = halfWidth(text).match(/\d+/g) ?? []
  const [first = '', second = '', third = ''] = parts.map((part) => part.padStart(2, '0'))
  if (parts.length < 3) return /[1-9]/.test(first + second) && (first + second).length >= 6 ? (first + second).slice(0, 8) : null
  // Year last: the day comes first, as in most countries, unless the second number cannot be a month.
  if (first.length < 4 && third.length === 4) return Number(second) > 12 ? third + first + second : third + second + first
  return /[1-9]/.test(first) ? first + second + third : null
}

/** Days on a scale where every month has 31 days, precise enough for the levels. NaN if digits are missing. */
const dayOf = (digits: string) =>
  digits.length === 8 ? Number(digits.slice(0, 4)) * 372 + Number(digits.slice(4, 6)) * 31 + Number(digits.slice(6)) : NaN
