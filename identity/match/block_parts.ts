import type { Value } from './columns/column_kind.ts'
import { namePair, type Field, type Records } from './records.ts'

/** A part of a field, such as the month of a birthday: one code per record, -1 if the value is missing. */
export type Part = { name: string; about: string; codes: Int32Array }

/** All parts by which these records can be blocked. */
export function partsOf(records: Records): Part[] {
  const pair = namePair(records)
  const others = records.fields.filter((field) => !pair.some((part) => part === field) && field.column.type !== 'name')
  const names = pair.length === 2 ? [pair] : records.fields.filter(({ column }) => column.type === 'name').map((field) => [field])
  return [...names.flatMap((fields) => nameParts(fields, records.size)), ...others.flatMap((field) => fieldParts(field, records.size))]
}

function fieldParts({ column, kind, codes, values }: Field, size: number): Part[] {
  return Object.entries(kind.keys).map(([key, keyOf]) => {
    const numberOf = numbered()
    const byCode = values.map((value) => numberOf(keyOf(value)))
    return {
      name: `${column.name} (${key})`,
      about: column.name,
      codes: codes.subarray(0, size).map((code) => (code === -1 ? -1 : byCode[code]!)),
    }
  })
}

/** Name words in alphabetical order, so that their order in the name does not matter. */
function nameParts(fields: readonly Field[], size: number): Part[] {
  const name = fields.map(({ column }) => column.name).join(' and ')
  const part = (label: string, keyOf: (words: string[]) => string): Part & { add: (words: string[], place: number) => void } => {
    const numberOf = numbered()
    const codes = new Int32Array(size)
    return { name: `${name} (${label})`, about: name, codes, add: (words, place) => void (codes[place] = numberOf(keyOf(words))) }
  }
  const parts = [
    part('all', (words) => words.join(' ')),
    part('one word', (words) => words[0] ?? ''),
    part('another word', (words) => words.at(-1) ?? ''),
    part('first letters of one word', (words) => words[0]?.slice(0, 3) ?? ''),
    part('first letters of another word', (words) => words.at(-1)?.slice(0, 3) ?? ''),
  ]
  for (let place = 0; place < size; place++) {
    const words = fields.flatMap((field) => wordsOf(field.values[field.codes[place]!], fields.length > 1)).sort()
    for (const { add } of parts) add(words, place)
  }
  return parts.map(({ name, about, codes }) => ({ name, about, codes }))
}

const wordsOf = (value: Value | undefined, isPart: boolean) => (value === undefined ? [] : isPart ? [value.sorted] : value.words)

/** Numbers texts in order of arrival; an empty text is -1. */
function numbered(): (text: string) => number {
  const numbers = new Map<string, number>()
  return (text) => {
    if (text === '') return -1
    const known = numbers.get(text) ?? numbers.size
    if (known === numbers.size) numbers.set(text, known)
    return known
  }
}
