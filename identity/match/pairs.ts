import type { Comparisons } from './comparisons.ts'
import { grown } from './records.ts'

/**
 * The distinct patterns of levels: row p of `levels` holds one level per comparison. `counts` is the number of candidate pairs with the
 * pattern, `sampled` the estimated number among all remaining pairs.
 */
export type Patterns = {
  width: number
  levels: Int8Array
  size: number
  counts: Float64Array
  sampled: Float64Array
  codeOf: Map<number, number>
}

/** Pairs of records by index, and the pattern of each pair. */
export type Pairs = { left: Int32Array; right: Int32Array; pattern: Int32Array; size: number; patterns: Patterns }

/** An empty set of patterns. */
export const createPatterns = (width: number): Patterns => ({
  width,
  levels: new Int8Array(width * 1024),
  size: 0,
  counts: new Float64Array(1024),
  sampled: new Float64Array(1024),
  codeOf: new Map(),
})

/** Compares a pair of records and returns its pattern. */
export function patternOf(patterns: Patterns, { compare }: Comparisons, left: number, right: number): number {
  const { width } = patterns
  compare(left, right, scratch)
  // 2^53 has room for 17 comparisons of 8 levels.
  let key = 0
  for (let place = 0; place < width; place++) key = key * 8 + scratch[place]! + 1
  let code = patterns.codeOf.get(key)
  if (code === undefined) {
    code = patterns.size++
    patterns.codeOf.set(key, code)
    if (code === patterns.counts.length) makeRoom(patterns)
    patterns.levels.set(scratch.subarray(0, width), code * width)
  }
  return code
}
const scratch = new Int8Array(32)

function makeRoom(patterns: Patterns): void {
  patterns.counts = grown(patterns.counts)
  patterns.sampled = grown(patterns.sampled)
  patterns.levels = grown(patterns.levels)
}

/** An empty list of pairs. */
export const createPairs = (patterns: Patterns): Pairs => ({
  left: new Int32Array(1024),
  right: new Int32Array(1024),
  pattern: new Int32Array(1024),
  size: 0,
  patterns,
})

/** Compares a pair of records and adds it. */
export function addPair(pairs: Pairs, comparisons: Comparisons, left: number, right: number): void {
  const place = pairs.size++
  if (place === pairs.left.length) {
    pairs.left = grown(pairs.left)
    pairs.right = grown(pairs.right)
    pairs.pattern = grown(pairs.pattern)
  }
  pairs.left[place] = left
  pairs.right[place] = right
  const pattern = patternOf(pairs.patterns, comparisons, left, right)
  pairs.pattern[place] = pattern
  pairs.patterns.counts[pattern]!++
}
