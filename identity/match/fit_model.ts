import type { Comparison } from './comparisons.ts'
import { growTree, type Together } from './dependence.ts'
import type { Patterns } from './pairs.ts'

/**
 * One comparison. `m` and `u` are the shares of matching and of other pairs at each level. Where other pairs agree on it together with an
 * earlier one (a town with a postcode), `parent` is the place of that: row level + 1 of `others` has the shares given the parent's level,
 * and of `weights` log(m / share); row 0 is without a parent.
 */
export type Fitted = { name: string; levels: string[]; m: number[]; u: number[]; parent: number; weights: number[][]; others: number[][] }
/** What was learned. `prior` is the share of all pairs that match, `matches` how many that is. */
export type Model = { comparisons: Fitted[]; prior: number; matches: number; rounds: number }

// Before any data, as many pairs as this are taken to compare as one would expect: few matches then don't lead astray. Of many matches
// a share is: what was never seen among those that were learned from is still not impossible.
const pseudo_pairs = 20
const pseudo_share = 0.03
const most_rounds = 100
// The tree of what goes together is grown anew in the first rounds, then kept, or rounds could go in circles.
const rounds_growing = 12

/**
 * Learns the model from how pairs compare, without being told which match: expectation maximisation over the pattern counts (Winkler 1988,
 * after Fellegi and Sunter 1969). Among other pairs, levels go together as a tree says (Chow and Liu 1968), so that a household is one
 * coincidence and not three. On four made files of people, F1 was .64 to .92 without the tree and .92 to .97 with it.
 */
export function fitModel(list: Comparison[], patterns: Patterns, allPairs: number): Model {
  const { size, counts, sampled } = patterns
  const everything = Float64Array.from({ length: size }, (_, pattern) => counts[pattern]! + sampled[pattern]!)
  const others = list.map(({ levels }, place) =>
    levelShares(
      patterns,
      everything,
      place,
      levels.map(() => 0.5),
    ),
  )
  const plausible = plausibleShares(others, patterns, allPairs)
  const together: Together[] = list.map(({ levels, together }) => ({ levels: levels.length, together }))
  let parents: number[] = []
  const model: Model = { comparisons: [], prior: 0, matches: 0, rounds: 0 }
  for (let moved = 1; model.rounds < most_rounds && (moved > 1e-5 || model.rounds <= rounds_growing); model.rounds++) {
    // The first round begins with what is plausible.
    const probable = model.rounds === 0 ? plausible : patternLogOdds(model, patterns).map(probability)
    const matching = probable.map((share, pattern) => share * counts[pattern]!)
    const other = everything.map((count, pattern) => count - matching[pattern]!)
    const matches = matching.reduce((sum, count) => sum + count, 0)
    model.matches = matches
    model.prior = (matches + 0.5) / (allPairs + 1)
    if (model.rounds < rounds_growing) parents = growTree(patterns, other, together)
    const learnt = matching.map((count, pattern) => (model.rounds === 0 ? count : count * plausible[pattern]!))
    const previous = model.comparisons
    model.comparisons = list.map(({ name, levels, shares }, place) => {
      const m = levelShares(
        patterns,
        learnt,
        place,
        shares.map((share) => share * (pseudo_pairs + pseudo_share * matches)),
      )
      const u = levelShares(
        patterns,
        other,
        place,
        levels.map(() => 0.5),
      )
      const parent = parents[place]!
      const others = parent === -1 ? [u] : [u, ...sharesGiven(patterns, other, place, parent, u)]
      return { name, levels, m, u, parent, others, weights: others.map((row) => row.map((share, level) => Math.log(m[level]! / share))) }
    })
    moved = Math.max(
      ...model.comparisons.flatMap(({ m }, place) => m.map((share, level) => Math.abs(share - (previous[place]?.m[level] ?? 1)))),
    )
  }
  return model
}

/**
 * How far each pattern can be learned from: near 1 where more than half of what is known of both records agrees, if that is more than chance
 * makes, near 0 elsewhere. Where a file has a thousand pairs of one household or one name and thirty matches, the rounds would otherwise end
 * with the households.
 */
function plausibleShares(others: number[][], { levels, width, size }: Patterns, allPairs: number): Float64Array {
  const plausible = new Float64Array(size)
  for (let pattern = 0; pattern < size; pattern++) {
    let agreed = 0
    let known = 0
    for (const [place, shares] of others.entries()) {
      const level = levels[pattern * width + place]!
      if (level === -1) continue
      const told = -Math.log(shares[0]!)
      known += told
      agreed += told * (1 - level / (shares.length - 1))
    }
    if (agreed > Math.log(allPairs) / 2) plausible[pattern] = probability(30 * (agreed / known - 0.5))
  }
  return plausible
}

/** The share of each level among the weighed patterns and, before them, `expected` pairs. */
function levelShares({ levels, width, size }: Patterns, weights: Float64Array, place: number, expected: number[]): number[] {
  const found = [...expected]
  for (let pattern = 0; pattern < size; pattern++) {
    const level = levels[pattern * width + place]!
    if (level !== -1) found[level]! += weights[pattern]!
  }
  const total = found.reduce((sum, weight) => sum + weight, 0)
  return found.map((weight) => weight / total)
}

/** The same given each level of the parent; where few pairs are, it leans on the shares without. */
function sharesGiven(
  { levels, width, size }: Patterns,
  weights: Float64Array,
  place: number,
  parent: number,
  shares: number[],
): number[][] {
  const rows = Array.from({ length: 8 }, () => shares.map((share) => share * pseudo_pairs))
  for (let pattern = 0; pattern < size; pattern++) {
    const level = levels[pattern * width + place]!
    const above = levels[pattern * width + parent]!
    if (level !== -1 && above !== -1) rows[above]![level]! += weights[pattern]!
  }
  return rows.map((row) => {
    const total = row.reduce((sum, weight) => sum + weight, 0)
    return row.map((weight) => weight / total)
  })
}

/** The log odds of a match for each pattern, where values are of average frequency. */
export function patternLogOdds({ comparisons, prior }: Model, { levels, width, size }: Patterns): Float64Array {
  const odds = new Float64Array(size).fill(Math.log(prior / (1 - prior)))
  for (const [place, { parent, weights }] of comparisons.entries()) {
    for (let pattern = 0; pattern < size; pattern++) {
      const level = levels[pattern * width + place]!
      if (level === -1) continue
      const above = parent === -1 ? -1 : levels[pattern * width + parent]!
      odds[pattern]! += weights[above + 1]![level]!
    }
  }
  return odds
}

/** The probability of a match that log odds say. */
export const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))
