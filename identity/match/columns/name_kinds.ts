import { normaliseName } from '../../normalise/normalise_name.ts'
import { commonWords, isAlike, type ColumnKind, type Value } from './column_kind.ts'
import { editDistance } from './edit_distance.ts'
import { spokenWords } from '../../normalise/spoken_name.ts'

/** One part of a name, or a place: spellings differ, and parts are left out. */
export const namePart: ColumnKind = {
  read: normaliseName,
  words: spokenWords,
  together: [],
  levels: [
    ['same', 0.75],
    ['said the same, or one sign differs', 0.09],
    ['alike', 0.06],
    ['partly alike', 0.04],
    ['different', 0.06],
  ],
  compare(left, right) {
    if (left.sorted === right.sorted || isOneEdit(left, right)) return 1
    const isLong = Math.min(left.text.length, right.text.length) > 4
    if (isAlike(left, right, 0.88) || (isLong && editDistance(left.text, right.text, 2) === 2)) return 2
    return isAlike(left, right, 0.75) || left.sorted.startsWith(right.sorted) || right.sorted.startsWith(left.sorted) ? 3 : 4
  },
  keys: { said: ({ sorted }) => sorted, 'first letters': ({ sorted }) => sorted.slice(0, 3) },
}

/** A whole name, its parts in any order. */
export const wholeName: ColumnKind = {
  read: normaliseName,
  words: spokenWords,
  together: ['household', 'gender'],
  levels: [
    ['same', 0.7],
    ['said the same, or the same words', 0.1],
    ['one sign differs', 0.08],
    ['alike', 0.05],
    ['one holds the other', 0.02],
    ['a word in common', 0.03],
    ['different', 0.02],
  ],
  compare(left, right) {
    if (left.sorted === right.sorted) return 1
    if (isOneEdit(left, right) || editDistance(left.sorted, right.sorted, 1) === 1) return 2
    if (editDistance(left.sorted, right.sorted, 2) === 2 || isAlike(left, right, 0.92)) return 3
    const common = commonWords(left, right)
    if (common === 0) return 6
    return common === Math.min(left.words.length, right.words.length) ? 4 : 5
  },
  keys: { said: ({ sorted }) => sorted },
}

/** Of two Chinese characters one that differs makes another name. */
const isOneEdit = (left: Value, right: Value) =>
  Math.min(left.text.length, right.text.length) > 2 && editDistance(left.text, right.text, 1) === 1
