import { identifier, literal } from '../postgres/database.ts'
import type { SourceModel } from '../project/source_model.ts'
import type { StagedColumn } from './scan/file_layout.ts'
import { fieldRule } from './scan/field_rule.ts'
import { decimalLimit } from './scan/number_form.ts'
import { isConverted, isWritten, valueRule } from './scan/value_form.ts'

const nouns: Record<string, string> = {
  bigint: 'an integer',
  boolean: 'a boolean',
  date: 'a date',
  'double precision': 'a number',
  integer: 'an integer',
  jsonb: 'JSON',
  numeric: 'a number',
  'timestamp with time zone': 'a timestamp',
  'timestamp without time zone': 'a timestamp',
}

/** What is wrong with a row that lacks a part of its key, after the name of the column. */
export const emptyKey = 'empty, but part of the key'

const elsewhere = 'declare another form as text, and convert it in dwd'
const eitherMoment = fieldRule.local | fieldRule.moment

/** What is wrong with a value that Postgres could read, but that is not written as the column asks for: tests in order, the last without one. */
function formReasons(value: string, rule: number): [string | null, string][] {
  if (rule === fieldRule.day) return [[null, `is not written YYYY-MM-DD: ${elsewhere}`]]
  const isTime = `not (${isWritten(value, eitherMoment)})`
  const other: [string, string] = [isTime, `is not written YYYY-MM-DD HH:MM:SS: ${elsewhere}`]
  if (rule === fieldRule.local)
    return [
      other,
      [
        null,
        'has an offset, but the column is a timestamp without time zone: declare it as timestamptz, or declare the zone whose local time it ' +
          `holds, such as timestamp('…', { zone: 'Asia/Shanghai' })`,
      ],
    ]
  if (rule === fieldRule.moment)
    return [
      other,
      [
        null,
        'has no offset, but the column is a timestamp with time zone: declare it as timestamp, or declare the zone of its local times, ' +
          `such as timestamptz('…', { zone: 'Asia/Shanghai' })`,
      ],
    ]
  if (rule === eitherMoment) return [other]
  const inDigits: [string | null, string] = [
    null,
    `is not ${rule === fieldRule.integer ? 'an integer' : 'a number'} in decimal digits: ${elsewhere}`,
  ]
  if (rule !== fieldRule.decimal) return [inDigits]
  const { characters, exponentDigits } = decimalLimit
  const limit = `is longer than ${characters} characters or has an exponent of more than ${exponentDigits} digits`
  return [
    [`not (${isWritten(value, fieldRule.double)})`, inDigits[1]],
    [null, limit],
  ]
}

/** For each declared column an SQL expression for what is wrong with its value, or null. Values of personal columns are not shown. */
export function reasons(source: SourceModel, layout: StagedColumn[]): string[] {
  return layout
    .filter((column) => !column.isExtra)
    .flatMap((column) => {
      const name = identifier(column.name)
      const type = literal(isConverted(column) ? 'timestamp with time zone' : column.type)
      const rule = valueRule(column)
      const shown = column.personal ? `'the value'` : `chr(39) || left(${name}, 100) || chr(39)`
      const says = (text: string) => `${literal(`${column.name}: `)} || ${shown} || ${literal(` ${text}`)}`
      const noun = nouns[column.type] ?? column.type
      const cast = column.personal
        ? says(`is not ${noun}, or out of range`)
        : `case when (pg_input_error_info(${name}, ${type})).sql_error_code in ('22P02', '22007') then ${says(`is not ${noun}`)}
          else ${literal(`${column.name}: `)} || left((pg_input_error_info(${name}, ${type})).message, 200) end`
      const isBroken = `pg_input_is_valid(${name}, ${type}) is false`
      const form = formReasons(name, rule).map(([test, text]) => `when ${test ?? `not (${isWritten(name, rule)})`} then ${says(text)}`)
      const isMoment = [fieldRule.day, fieldRule.local, fieldRule.moment, eitherMoment].includes(rule)
      // For a number the cast is checked first: 'abc' is no number, and NaN is none in digits.
      const branches = isMoment
        ? [...form, `when ${isBroken} then ${cast}`]
        : [`when ${isBroken} then ${cast}`, ...(rule === 0 ? [] : form)]
      const empty = `case when problem is null and ${name} is null then ${literal(`${column.name}: ${emptyKey}`)} end`
      return [
        ...(column.type === 'text' ? [] : [`case ${branches.join(' ')} end`]),
        ...(source.kind.key.includes(column.name) ? [empty] : []),
      ]
    })
}
