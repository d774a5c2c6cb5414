import { prepare, type ColumnKind, type Value } from './columns/column_kind.ts'
import { columnKinds, type ColumnType } from './columns/column_types.ts'

/** A column: its name and what it holds. */
export type Column = { name: string; type: ColumnType }

/** One column of all records: the code of each record's value (-1 if missing) and the distinct values by code. */
export type Field = { column: Column; kind: ColumnKind; codes: Int32Array; values: Value[]; codeOf: Map<string, number> }
export type Records = { fields: Field[]; size: number; region: string }

/** An empty list of records to match. `addRecord` adds one and returns its index. */
export function createRecords(columns: Column[], region = 'CN'): Records {
  const fields = columns.map((column): Field => ({
    column,
    kind: columnKinds[column.type],
    codes: new Int32Array(1024),
    values: [],
    codeOf: new Map(),
  }))
  // Both share their values, because swapped names are compared across the two columns.
  const [given, surname] = namePair({ fields })
  if (given && surname) Object.assign(surname, { values: given.values, codeOf: given.codeOf })
  return { fields, size: 0, region }
}

/** The fields of given name and surname, if both exist. */
export function namePair({ fields }: Pick<Records, 'fields'>): [Field, Field] | [] {
  const given = fields.find(({ column }) => column.type === 'given_name')
  const surname = fields.find(({ column }) => column.type === 'surname')
  return given && surname ? [given, surname] : []
}

/** Adds a record, with values in the order of the columns; returns its index. */
export function addRecord(records: Records, row: readonly (string | null | undefined)[]): number {
  const place = records.size++
  records.fields.forEach((field, index) => {
    if (place === field.codes.length) field.codes = grown(field.codes)
    const given = row[index]
    const text = given === null || given === undefined || given === '' ? null : field.kind.read(given, records.region)
    field.codes[place] = text === null ? -1 : codeOf(field, text)
  })
  return place
}

function codeOf({ kind, values, codeOf }: Field, text: string): number {
  const known = codeOf.get(text)
  if (known !== undefined) return known
  const code = values.push(prepare(kind, text)) - 1
  codeOf.set(text, code)
  return code
}

/** A copy of the array with twice the length. */
export function grown<Numbers extends Int32Array | Int8Array | Float64Array>(numbers: Numbers): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(numbers.length * 2)
  larger.set(numbers)
  return larger
}
