import pg from 'pg'
import { MemberhouseError } from '../engine/base/errors.ts'
import type { RowWriter } from './print_rows.ts'

const { BOOL, INT2, INT4, OID, FLOAT4, FLOAT8, JSON: JSON_TEXT, JSONB } = pg.types.builtins

/**
 * Writes rows as a JSON array of objects. Numbers are only what every JSON parser reads exactly: integers of 32 bits, and floats.
 * json and jsonb are embedded digit by digit. Every other type, such as bigint and numeric, is its text in quotes.
 */
export function jsonRows(): RowWriter {
  let keys: string[] = []
  let writers: ((value: string) => string)[] = []
  let count = 0
  return {
    columns: (columns) => {
      const names = columns.map(({ name }) => name)
      const repeated = [...new Set(names.filter((name, place) => names.indexOf(name) !== place))]
      if (repeated.length > 0)
        throw new MemberhouseError(`Several columns are named ${repeated.join(', ')}: an object of JSON can hold only one of each`, {
          hint: 'Give each column its own name with: as <name>. Or print CSV: --csv',
        })
      keys = names.map((name) => JSON.stringify(name))
      writers = columns.map(({ dataTypeID }) => writerOf(dataTypeID))
      return '['
    },
    row: (values) => {
      const fields = values.map((value, place) => `    ${keys[place]}: ${value === null ? 'null' : writers[place]!(value)}`)
      return `${count++ === 0 ? '' : ','}\n  ${fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n  }`}`
    },
    end: () => (count === 0 ? ']\n' : '\n]\n'),
  }
}

function writerOf(type: number): (value: string) => string {
  if (type === BOOL) return (value) => (value === 't' ? 'true' : 'false')
  if (type === JSON_TEXT || type === JSONB || type === INT2 || type === INT4 || type === OID) return (value) => value
  // NaN and Infinity are no JSON.
  if (type === FLOAT4 || type === FLOAT8) return (value) => (/\d$/.test(value) ? value : JSON.stringify(value))
  return (value) => JSON.stringify(value)
}
