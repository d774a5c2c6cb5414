import { normaliseName } from '../../normalise/normalise_name.ts'
import { commonWords, isSimilar, type ColumnKind, type Value } from './column_kind.ts'
import { editDistance } from './edit_distance.ts'
import { spokenWords } from '../../normalise/spoken_name.ts'

/** One part of a name, or a place name: spellings vary, and parts may be missing. */
export const namePart: ColumnKind = {
  read: normaliseName,
  words: spokenWords,
  correlated_by: [],
  levels: [
    ['same', 0.75],
    ['sounds the same, or one character differs', 0.09],
    ['similar', 0.06],
    ['partly similar', 0.04],
    ['different', 0.06],
  ],
  compare(left, right) {
    if (left.sorted === right.sorted || isOneEdit(left, right)) return 1
    const isLong = Math.min(left.text.length, right.text.length) > 4
    if (isSimilar(left, right, 0.88) || (isLong && editDistance(left.text, right.text, 2) === 2)) return 2
    return isSimilar(left, right, 0.75) || left.sorted.startsWith(right.sorted) || right.sorted.startsWith(left.sorted) ? 3 : 4
  },
  keys: { sound: ({ sorted }) => sorted, 'first letters': ({ sorted }) => sorted.slice(0, 3) },
}

/** A full name, with its parts in any order. */
export const wholeName: ColumnKind = {
  read: normaliseName,
  words: spokenWords,
  correlated_by: ['household', 'gender'],
  levels: [
    ['same', 0.7],
    ['sounds the same, or the same words', 0.1],
    ['one character differs', 0.08],
    ['similar', 0.05],
    ['one contains the other', 0.02],
    ['a word in common', 0.03],
    ['different', 0.02],
  ],
  compare(left, right) {
    if (left.sorted === right.sorted) return 1
    if (isOneEdit(left, right) || editDistance(left.sorted, right.sorted, 1) === 1) return 2
    if (editDistance(left.sorted, right.sorted, 2) === 2 || isSimilar(left, right, 0.92)) return 3
    const common = commonWords(left, right)
    if (common === 0) return 6
    return common === Math.min(left.words.length, right.words.length) ? 4 : 5
  },
  keys: { sound: ({ sorted }) => sorted },
}

/** Not for Chinese names of two characters: one different character makes another name. */
const isOneEdit = (left: Value, right: Value) =>
  Math.min(left.text.length, right.text.length) > 2 && editDistance(left.text, right.text, 1) === 1
