import { namePair, type Field, type Records } from './records.ts'

/**
 * One comparison: the labels of its levels, the prior share of matching pairs at each level, what correlates it with other comparisons, and
 * the field whose value two records share at level 0.
 */
export type Comparison = { name: string; levels: string[]; shares: number[]; correlated_by: string[]; field: Field | null }

/** Writes the levels of a pair of records into `levels` from `offset`; -1 if a record lacks the value. */
type Compare = (left: number, right: number, levels: Int8Array, offset: number) => void
export type Comparisons = { list: Comparison[]; compare: (left: number, right: number, levels: Int8Array) => void }

/** The comparisons of these records' columns. Given name and surname are compared together, because they may be swapped. */
export function comparisonsOf(records: Records): Comparisons {
  const list: Comparison[] = []
  const steps: [Compare, number][] = []
  const pair = namePair(records)
  if (pair.length === 2) {
    steps.push([comparePair(...pair, records.size), 0])
    const order = { name: 'order of the names', levels: ['as written', 'swapped'], shares: [0.96, 0.04], correlated_by: [], field: null }
    list.push(describe(pair[0]), describe(pair[1]), order)
  }
  for (const field of records.fields) {
    if (pair.some((part) => part === field)) continue
    steps.push([compareField(field, records.size), list.length])
    list.push(describe(field))
  }
  return {
    list,
    compare: (left, right, levels) => {
      for (const [compare, offset] of steps) compare(left, right, levels, offset)
    },
  }
}

const describe = (field: Field): Comparison => ({
  name: field.column.name,
  levels: field.kind.levels.map(([label]) => label),
  shares: field.kind.levels.map(([, share]) => share),
  correlated_by: field.kind.correlated_by,
  field,
})

function compareField(field: Field, size: number): Compare {
  const levelOf = levelsOf(field, size)
  return (left, right, levels, offset) => {
    levels[offset] = levelOf(field.codes[left]!, field.codes[right]!)
  }
}

function comparePair(given: Field, surname: Field, size: number): Compare {
  const levelOf = levelsOf(given, size)
  // Scores a level to choose between straight and swapped names; a missing part hardly counts.
  const scoreOf = (level: number) => (level === -1 ? 0.5 : [4, 3, 2, 1, 0][level]!)
  return (left, right, levels, offset) => {
    const givenLeft = given.codes[left]!
    const givenRight = given.codes[right]!
    const surnameLeft = surname.codes[left]!
    const surnameRight = surname.codes[right]!
    const givenStraight = levelOf(givenLeft, givenRight)
    const surnameStraight = levelOf(surnameLeft, surnameRight)
    const straight = scoreOf(givenStraight) + scoreOf(surnameStraight)
    const givenCrossed = straight >= 6 ? 4 : levelOf(givenLeft, surnameRight)
    const surnameCrossed = straight >= 6 ? 4 : levelOf(surnameLeft, givenRight)
    const crossed = straight >= 6 ? 0 : scoreOf(givenCrossed) + scoreOf(surnameCrossed)
    const isSwapped = crossed > straight + 1
    levels[offset] = isSwapped ? givenCrossed : givenStraight
    levels[offset + 1] = isSwapped ? surnameCrossed : surnameStraight
    // If nothing agrees, the order is unknown.
    levels[offset + 2] = isSwapped ? 1 : straight >= 3 ? 0 : -1
  }
}

const cache_size = 1 << 17

/** Returns the function that gives the level of two values by their codes. */
function levelsOf({ kind, values }: Field, size: number): (left: number, right: number) => number {
  // Where values repeat, pairs repeat too: comparing takes 0.3 µs, a look-up in the cache 0.05 µs. Otherwise a cache only costs time.
  const isRepeated = values.length * 4 < size
  const lefts = new Int32Array(isRepeated ? cache_size : 0).fill(-1)
  const rights = new Int32Array(lefts.length)
  const levels = new Int8Array(lefts.length)
  return (left, right) => {
    if (left === -1 || right === -1) return -1
    if (left === right) return 0
    if (!isRepeated) return kind.compare(values[left]!, values[right]!)
    const low = left < right ? left : right
    const high = left < right ? right : left
    const place = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 8) & (cache_size - 1)
    if (lefts[place] !== low || rights[place] !== high) {
      lefts[place] = low
      rights[place] = high
      levels[place] = kind.compare(values[low]!, values[high]!)
    }
    return levels[place]!
  }
}
