import { identifier, literal } from '../../postgres/database.ts'
import type { FileColumn } from '../../project/source_model.ts'
import { fieldRule } from './field_rule.ts'
import { decimalLimit } from './number_form.ts'

const day = '[0-9]{4}-[0-9]{2}-[0-9]{2}'
// A fraction that rounds to the next second is none: 23:59:59.9999999 would be the next day.
const time = '[T ] *[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.](?!9{6}[5-9])[0-9]+)?)?'
const offset = ' *(Z|[+-][0-9]{2}(:?[0-9]{2}(:?[0-9]{2})?)?)'
const spaces = '[ \\t\\n\\v\\f\\r]*'
const digits = '([0-9]+([.][0-9]*)?|[.][0-9]+)'

const patternOf: Record<number, string> = {
  [fieldRule.day]: `^ *${day} *$`,
  [fieldRule.local]: `^ *${day}(${time})? *$`,
  [fieldRule.moment]: `^ *${day}${time}${offset} *$`,
  [fieldRule.local | fieldRule.moment]: `^ *${day}(${time}(${offset})?)? *$`,
  [fieldRule.integer]: `^${spaces}[+-]?[0-9]+${spaces}$`,
  [fieldRule.decimal]: `^${spaces}[+-]?${digits}([eE][+-]?0*[0-9]{1,${decimalLimit.exponentDigits}})?${spaces}$`,
  [fieldRule.double]: `^${spaces}[+-]?${digits}([eE][+-]?[0-9]+)?${spaces}$`,
}

/** The rule of a column's values, as a bit of `fieldRule`. Postgres accepts more: `yesterday`, 02/05/11 as 2002, `NaN`, `0x1F`, `1_000`. */
export function valueRule({ type, zone }: Pick<FileColumn, 'type' | 'zone'>): number {
  if (type === 'date') return fieldRule.day
  if (type === 'bigint' || type === 'integer') return fieldRule.integer
  if (type === 'numeric') return fieldRule.decimal
  if (type === 'double precision') return fieldRule.double
  if (!type.startsWith('timestamp')) return 0
  if (zone !== undefined) return fieldRule.local | fieldRule.moment
  return type === 'timestamp with time zone' ? fieldRule.moment : fieldRule.local
}

/** The SQL condition that a text is written as the rule asks for. The scanner checks the same byte by byte (field_rule.ts). */
export function isWritten(value: string, rule: number): string {
  const pattern = patternOf[rule]
  if (pattern === undefined) return 'true'
  const fits = `${value} ~ ${literal(pattern)}`
  return rule === fieldRule.decimal ? `(${fits} and length(btrim(${value}, E' \\t\\n\\v\\f\\r')) <= ${decimalLimit.characters})` : fits
}

/** Whether a column's values are converted by the zone that it declares. */
export const isConverted = ({ type, zone }: Pick<FileColumn, 'type' | 'zone'>): boolean =>
  zone !== undefined && type.startsWith('timestamp')

/** The SQL condition that the text of a column is a value of its type, or null. */
export function isValue(column: Pick<FileColumn, 'name' | 'type' | 'zone'>): string {
  if (column.type === 'text') return 'true'
  const name = identifier(column.name)
  const type = isConverted(column) ? 'timestamp with time zone' : column.type
  const rule = valueRule(column)
  return `pg_input_is_valid(${name}, ${literal(type)}) is not false${rule === 0 ? '' : ` and (${isWritten(name, rule)}) is not false`}`
}

/** The text of a column as a value of its type, as SQL; for texts that `isValue` accepts. */
export function valueOf(column: Pick<FileColumn, 'name' | 'type' | 'zone'>, value = identifier(column.name)): string {
  if (!isConverted(column)) return `${value}::${column.type}`
  const hasOffset = `${value} ~ '^ *[0-9-]{10}.*[Z+-]'`
  const inZone = `at time zone ${literal(column.zone!)}`
  return column.type === 'timestamp with time zone'
    ? `case when ${hasOffset} then ${value}::timestamptz else ${value}::timestamp ${inZone} end`
    : `case when ${hasOffset} then ${value}::timestamptz ${inZone} else ${value}::timestamp end`
}
