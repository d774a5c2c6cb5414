import { chooseRules, forEachCandidate, isFound, type Capped, type Rule } from './block.ts'
import { comparisonsOf, type Comparisons } from './comparisons.ts'
import { fitModel, patternLogOdds, probability } from './fit_model.ts'
import { addPair, createPairs, createPatterns, patternOf, type Pairs } from './pairs.ts'
import type { Records } from './records.ts'
import { seeded } from './seeded.ts'
import { valueFrequencies } from './term_frequency.ts'
import { frequencyWeight, type Matcher } from './score_pair.ts'

/** `max_pairs` limits the pairs to compare, at 40 bytes each; `max_block_size` limits the records of one block. */
export type MatchOptions = { max_pairs?: number; max_block_size?: number }

/** The compared pairs with their log odds, the matcher that scored them, and the blocking rules; no rules if all pairs were compared. */
export type Matching = Matcher & { pairs: Pairs; logOdds: Float64Array; rules: { name: string; pairs: number; capped: Capped | null }[] }

const random_pairs = 300_000

/** Compares records and estimates the probability that two are the same person. Learns the weights from the records alone. */
export function matchRecords(records: Records, options: MatchOptions = {}): Matching {
  const { size } = records
  const { max_pairs = Math.min(Math.max(2_000_000, 60 * size), 30_000_000), max_block_size = 500 } = options
  const comparisons = comparisonsOf(records)
  const pairs = createPairs(createPatterns(comparisons.list.length))
  const allPairs = (size * (size - 1)) / 2
  // Small inputs need no blocking.
  const rules = allPairs <= max_pairs ? [] : chooseRules(records, max_pairs, max_block_size)
  if (allPairs <= max_pairs) {
    for (let left = 0; left < size; left++) for (let right = left + 1; right < size; right++) addPair(pairs, comparisons, left, right)
  } else {
    forEachCandidate(rules, (left, right) => addPair(pairs, comparisons, left, right))
    sampleRemaining(pairs, rules, comparisons, size)
  }
  const model = fitModel(comparisons.list, pairs.patterns, allPairs)
  const ofPattern = patternLogOdds(model, pairs.patterns)
  const logOdds = Float64Array.from(pairs.pattern.subarray(0, pairs.size), (pattern) => ofPattern[pattern]!)
  const frequencies = valueFrequencies(comparisons.list, pairs, logOdds.map(probability), size)
  const matcher: Matcher = { comparisons, model, frequencies }
  const { levels, width } = pairs.patterns
  for (let place = 0; place < pairs.size; place++) {
    const offset = pairs.pattern[place]! * width
    for (let comparison = 0; comparison < width; comparison++)
      logOdds[place]! += frequencyWeight(matcher, levels, offset, comparison, pairs.left[place]!)
  }
  return { ...matcher, pairs, logOdds, rules: rules.map(({ name, pairs, capped }) => ({ name, pairs, capped })) }
}

/** Samples random pairs that no rule finds, to estimate the levels of all remaining pairs. */
function sampleRemaining({ patterns, size: found }: Pairs, rules: Rule[], comparisons: Comparisons, size: number): void {
  const below = seeded(1)
  const seen: number[] = []
  for (let tried = 0; tried < random_pairs; tried++) {
    const left = below(size)
    const right = below(size)
    if (left !== right && !isFound(rules, left, right)) seen.push(patternOf(patterns, comparisons, left, right))
  }
  const each = ((size * (size - 1)) / 2 - found) / seen.length
  for (const pattern of seen) patterns.sampled[pattern]! += each
}

/** The pairs with at least this probability, most probable first. */
export function probablePairs({ pairs, logOdds }: Matching, least: number): { left: number; right: number; probability: number }[] {
  const bound = Math.log(least / (1 - least))
  const places = Int32Array.from(logOdds.keys()).filter((place) => logOdds[place]! >= bound)
  const by = (one: number, other: number) =>
    logOdds[other]! - logOdds[one]! || pairs.left[one]! - pairs.left[other]! || pairs.right[one]! - pairs.right[other]!
  return Array.from(places.sort(by), (place) => ({
    left: pairs.left[place]!,
    right: pairs.right[place]!,
    probability: probability(logOdds[place]!),
  }))
}
