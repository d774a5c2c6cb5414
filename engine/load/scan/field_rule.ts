import { isNumber } from './number_form.ts'
import { offsetForm } from './moment_form.ts'

/**
 * Rules of a field beside its type, as bits. Keys may not be empty. Days and times are written as in ISO 8601; `local` accepts a time without
 * an offset, `moment` one with an offset. Numbers are written in decimal digits.
 */
export const fieldRule = { key: 1, day: 2, local: 4, moment: 8, integer: 16, decimal: 32, double: 64 } as const

const ofMoment = fieldRule.day | fieldRule.local | fieldRule.moment
const ofNumber = fieldRule.integer | fieldRule.decimal | fieldRule.double

/** Whether the field in these bytes, in COPY's text format, breaks its rule. The patterns of value_form.ts say the same in SQL. */
export function breaksRule(rule: number, text: Buffer, start: number, end: number): boolean {
  if (start === end) return (rule & fieldRule.key) !== 0
  if ((rule & ofNumber) !== 0) return !isNumber(text, start, end, (rule & fieldRule.integer) !== 0, (rule & fieldRule.decimal) !== 0)
  if ((rule & ofMoment) === 0) return false
  const form = offsetForm(text, start, end)
  if (form === 'other') return true
  if ((rule & fieldRule.day) !== 0) return form !== 'day'
  return (rule & (form === 'offset' ? fieldRule.moment : fieldRule.local)) === 0
}
