import { jaroWinkler } from './jaro_winkler.ts'

/** A distinct value, prepared for comparison. `sorted` is its words in order; `characters` has a bit set for each character in `sorted`. */
export type Value = { text: string; words: string[]; sorted: string; characters: number }

/**
 * How a type of column is read, compared and blocked. `levels` go from same to different, each with its prior share of matching pairs.
 * `compare` returns the level of two different values. `keys` are parts that records of one person may share even if the whole values
 * differ. `correlated_by` names why different people agree on several columns at once: a household, or the gender of a given name.
 */
export type ColumnKind = {
  read: (text: string, region: string) => string | null
  words: (text: string) => string[]
  levels: [label: string, share: number][]
  compare: (left: Value, right: Value) => number
  correlated_by: ('household' | 'gender')[]
  keys: Record<string, (value: Value) => string>
}

/** Prepares a value for comparison. */
export function prepare(kind: ColumnKind, text: string): Value {
  const words = kind.words(text)
  const sorted = words.length > 1 ? [...words].sort().join(' ') : (words[0] ?? text)
  let characters = 0
  for (let place = 0; place < sorted.length; place++) characters |= 1 << (sorted.charCodeAt(place) & 31)
  return { text, words, sorted, characters }
}

/** Whether two values reach a Jaro-Winkler similarity. Most pairs are ruled out by their characters alone, in 0.02 µs instead of 0.3 µs. */
export function isSimilar(left: Value, right: Value, least: number): boolean {
  const [one, other] = [left.sorted, right.sorted]
  const common = Math.min(
    one.length - countBits(left.characters & ~right.characters),
    other.length - countBits(right.characters & ~left.characters),
  )
  const jaro = (common / one.length + common / other.length + 1) / 3
  const most = one.charCodeAt(0) === other.charCodeAt(0) ? jaro + 0.4 * (1 - jaro) : jaro
  return most >= least && jaroWinkler(one, other) >= least
}

function countBits(characters: number): number {
  let count = 0
  for (let left = characters; left !== 0; left &= left - 1) count++
  return count
}

/** The number of words that two values have in common. */
export const commonWords = (left: Value, right: Value): number => left.words.filter((word) => right.words.includes(word)).length
