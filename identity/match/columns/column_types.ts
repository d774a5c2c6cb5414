import { halfWidth, isMasked } from '../../normalise/half_width.ts'
import { normaliseCity } from '../../normalise/normalise_city.ts'
import { normaliseGender } from '../../normalise/normalise_gender.ts'
import { normalisePhone } from '../../normalise/normalise_phone.ts'
import { commonWords, isSimilar, type ColumnKind } from './column_kind.ts'
import { dateKind } from './date_kind.ts'
import { editDistance } from './edit_distance.ts'
import { namePart, wholeName } from './name_kinds.ts'

const lower = (text: string) => (isMasked(text) ? null : halfWidth(text).toLowerCase() || null)
const none = () => []

const email: ColumnKind = {
  read: lower,
  words: (text) => [text.split('@', 1)[0]!],
  correlated_by: [],
  levels: [
    ['same', 0.75],
    ['same before the @', 0.05],
    ['one or two characters differ', 0.07],
    ['similar', 0.03],
    ['different', 0.1],
  ],
  compare({ text: left, words: [leftLocal = ''] }, { text: right, words: [rightLocal = ''] }) {
    if (leftLocal === rightLocal) return 1
    const limit = Math.max(2, Math.floor(Math.max(left.length, right.length) / 6))
    const edits = editDistance(left, right, limit)
    return edits <= 2 ? 2 : edits <= limit ? 3 : 4
  },
  keys: { whole: ({ text }) => text, 'before the @': ({ sorted }) => sorted, start: ({ text }) => text.slice(0, 5) },
}

const phone: ColumnKind = {
  read: (text, region) => (isMasked(text) ? null : (normalisePhone(text, region) ?? (text.replace(/\D/g, '').slice(0, 20) || null))),
  words: none,
  correlated_by: ['household'],
  levels: [
    ['same', 0.75],
    ['one digit differs', 0.06],
    ['same last seven digits', 0.02],
    ['different', 0.17],
  ],
  compare({ text: left }, { text: right }) {
    if (editDistance(left, right, 1) <= 1) return 1
    return left.length > 7 && left.slice(-7) === right.slice(-7) ? 2 : 3
  },
  keys: { whole: ({ text }) => text, start: ({ text }) => text.slice(0, -4), end: ({ text }) => text.slice(-6) },
}

const postcode: ColumnKind = {
  read: (text) => lower(text)?.replace(/[\s-]/g, '') || null,
  words: none,
  correlated_by: ['household'],
  levels: [
    ['same', 0.75],
    ['one character differs', 0.06],
    ['same area', 0.05],
    ['different', 0.14],
  ],
  compare({ text: left }, { text: right }) {
    if (editDistance(left, right, 1) <= 1) return 1
    return left.slice(0, 3) === right.slice(0, 3) ? 2 : 3
  },
  keys: { whole: ({ text }) => text, area: ({ text }) => text.slice(0, 3) },
}

const gender: ColumnKind = {
  read: (text) => normaliseGender(text) ?? lower(text),
  words: none,
  correlated_by: ['gender'],
  levels: [
    ['same', 0.97],
    ['different', 0.03],
  ],
  compare: () => 1,
  keys: {},
}

const text: ColumnKind = {
  read: lower,
  words: (value) => value.split(/[^\p{L}\p{N}]+/u).filter(Boolean),
  correlated_by: ['household'],
  levels: [
    ['same', 0.7],
    ['one or two characters differ', 0.08],
    ['similar', 0.08],
    ['half of the words in common', 0.05],
    ['different', 0.09],
  ],
  compare(left, right) {
    const edits = editDistance(left.text, right.text, 2)
    if (left.sorted === right.sorted || (edits <= 2 && Math.min(left.text.length, right.text.length) > 3 * edits)) return 1
    if (isSimilar(left, right, 0.88)) return 2
    return commonWords(left, right) * 2 >= Math.max(left.words.length, right.words.length, 1) ? 3 : 4
  },
  keys: { whole: ({ text }) => text, start: ({ text }) => text.slice(0, 5), 'first word': ({ words }) => words[0] ?? '' },
}

/** The column types, a closed list. */
export const columnKinds = {
  name: wholeName,
  given_name: { ...namePart, correlated_by: ['gender'] },
  surname: { ...namePart, correlated_by: ['household'] },
  date: dateKind,
  email,
  phone,
  postcode,
  city: { ...namePart, read: normaliseCity, correlated_by: ['household'] },
  gender,
  text,
} satisfies Record<string, ColumnKind>

export type ColumnType = keyof typeof columnKinds
