/** A distinct value with what comparing it needs, made once. `sorted` is its words in order; `day` counts from 1970, or is NaN. */
export type Value = { text: string; words: string[]; sorted: string; day: number }

/**
 * How a type of column is read, compared and blocked. `levels` go from same to different, each with the share of matching pairs that one
 * would expect there before seeing any data. `compare` gives the level of two values that differ. `keys` are parts that records of one
 * person may share though the rest of the value differs. `together` names what makes different people agree on this and other columns at
 * once: a household, or the gender of a given name.
 */
export type ColumnKind = {
  read: (text: string, region: string) => string | null
  words: (text: string) => string[]
  levels: [label: string, share: number][]
  compare: (left: Value, right: Value) => number
  together: ('household' | 'gender')[]
  keys: Record<string, (value: Value) => string>
}

/** A value, ready to be compared. */
export function prepare(kind: ColumnKind, text: string): Value {
  const words = kind.words(text)
  const sorted = words.length > 1 ? [...words].sort().join(' ') : (words[0] ?? text)
  return {
    text,
    words,
    sorted,
    day: /^\d{8}$/.test(text) ? Date.UTC(+text.slice(0, 4), +text.slice(4, 6) - 1, +text.slice(6)) / 86_400_000 : NaN,
  }
}

/** How many words two values have in common. */
export const commonWords = (left: Value, right: Value): number => left.words.filter((word) => right.words.includes(word)).length
