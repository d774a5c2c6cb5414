import { chooseRules, forEachCandidate, isFound, type Capped, type Rule } from './block.ts'
import { comparisonsOf, type Comparisons } from './comparisons.ts'
import { fitModel, patternLogOdds, probability } from './fit_model.ts'
import { addPair, createPairs, createPatterns, patternOf, type Pairs } from './pairs.ts'
import type { Records } from './records.ts'
import { seeded } from './seeded.ts'
import { valueFrequencies } from './term_frequency.ts'
import { frequencyWeight, type Learnt } from './score_pair.ts'

/** `max_pairs` bounds the pairs that are compared, at 40 bytes each; `max_block_size` the records of one block. */
export type MatchOptions = { max_pairs?: number; max_block_size?: number }

/** All pairs that were compared, the log odds of each, what was learned, and the rules that found the pairs; none where all were compared. */
export type Matching = Learnt & { pairs: Pairs; logOdds: Float64Array; rules: { name: string; pairs: number; capped: Capped | null }[] }

const random_pairs = 300_000

/** Compares records and tells how probable it is that two are of one person; learns what the columns are worth from the records alone. */
export function matchRecords(records: Records, options: MatchOptions = {}): Matching {
  const { size } = records
  const { max_pairs = Math.min(Math.max(2_000_000, 60 * size), 30_000_000), max_block_size = 500 } = options
  const comparisons = comparisonsOf(records)
  const pairs = createPairs(createPatterns(comparisons.list.length))
  const allPairs = (size * (size - 1)) / 2
  // Few records are all compared with each other: nothing is missed.
  const rules = allPairs <= max_pairs ? [] : chooseRules(records, max_pairs, max_block_size)
  if (allPairs <= max_pairs) {
    for (let left = 0; left < size; left++) for (let right = left + 1; right < size; right++) addPair(pairs, comparisons, left, right)
  } else {
    forEachCandidate(rules, (left, right) => addPair(pairs, comparisons, left, right))
    sampleOthers(pairs, rules, comparisons, size)
  }
  const model = fitModel(comparisons.list, pairs.patterns, allPairs)
  const ofPattern = patternLogOdds(model, pairs.patterns)
  const logOdds = Float64Array.from(pairs.pattern.subarray(0, pairs.size), (pattern) => ofPattern[pattern]!)
  const frequencies = valueFrequencies(comparisons.list, pairs, logOdds.map(probability), size)
  const learnt: Learnt = { comparisons, model, frequencies }
  const { levels, width } = pairs.patterns
  for (let place = 0; place < pairs.size; place++) {
    const offset = pairs.pattern[place]! * width
    for (let comparison = 0; comparison < width; comparison++)
      logOdds[place]! += frequencyWeight(learnt, levels, offset, comparison, pairs.left[place]!)
  }
  return { ...learnt, pairs, logOdds, rules: rules.map(({ name, pairs, capped }) => ({ name, pairs, capped })) }
}

/** Looks at random pairs that no rule finds, for what is usual among all others. */
function sampleOthers({ patterns, size: found }: Pairs, rules: Rule[], comparisons: Comparisons, size: number): void {
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

/** The pairs that are probable enough, the most probable first. */
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
