import type { Patterns } from './pairs.ts'

/** How many levels a comparison has, and the causes (such as a household) that make different people agree on it. */
export type Correlated = { levels: number; correlated_by: string[] }

const areCorrelated = (one: Correlated, other: Correlated) => one.correlated_by.some((cause) => other.correlated_by.includes(cause))

/**
 * The dependence tree of the comparisons: the index of each one's parent, or -1. It is the maximum spanning tree by mutual information
 * (Chow and Liu 1968), over record pairs that have both levels.
 */
export function growTree(patterns: Patterns, weights: Float64Array, comparisons: Correlated[]): number[] {
  const edges: { one: number; other: number; information: number }[] = []
  for (let one = 0; one < comparisons.length; one++) {
    for (let other = one + 1; other < comparisons.length; other++)
      if (areCorrelated(comparisons[one]!, comparisons[other]!))
        edges.push({ one, other, information: mutualInformation(patterns, weights, one, other) })
  }
  edges.sort((left, right) => right.information - left.information || left.one - right.one || left.other - right.other)
  const group = comparisons.map((_, place) => place)
  const neighbours = comparisons.map((): number[] => [])
  for (const { one, other, information } of edges) {
    const [from, to] = [group[one]!, group[other]!]
    if (from === to || information < 1e-9) continue
    for (let place = 0; place < group.length; place++) if (group[place] === from) group[place] = to
    neighbours[one]!.push(other)
    neighbours[other]!.push(one)
  }
  const parents = comparisons.map(() => -2)
  const attach = (place: number, parent: number) => {
    parents[place] = parent
    for (const next of neighbours[place]!) if (next !== parent) attach(next, place)
  }
  for (let place = 0; place < comparisons.length; place++) if (parents[place] === -2) attach(place, -1)
  return parents
}

/** Mutual information of two comparisons, in nats, times the share of pairs that have both. */
function mutualInformation({ levels, width, size }: Patterns, weights: Float64Array, one: number, other: number): number {
  const joint = new Float64Array(64)
  const ones = new Float64Array(8)
  const others = new Float64Array(8)
  let total = 0
  let all = 0
  for (let pattern = 0; pattern < size; pattern++) {
    const first = levels[pattern * width + one]!
    const second = levels[pattern * width + other]!
    const weight = weights[pattern]!
    all += weight
    if (first === -1 || second === -1) continue
    joint[first * 8 + second]! += weight
    ones[first]! += weight
    others[second]! += weight
    total += weight
  }
  if (total === 0) return 0
  let information = 0
  for (let cell = 0; cell < 64; cell++) {
    const weight = joint[cell]!
    if (weight > 0) information += (weight / total) * Math.log((weight * total) / (ones[cell >> 3]! * others[cell & 7]!))
  }
  return (information * total) / all
}
