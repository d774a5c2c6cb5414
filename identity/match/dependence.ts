import type { Patterns } from './pairs.ts'

/** How many levels a comparison has, and the groups of those with which people who are not the same may share it. */
export type Together = { levels: number; together: string[] }

const goTogether = (one: Together, other: Together) => one.together.some((group) => other.together.includes(group))

/**
 * Which comparison depends on which: for each the place of its parent, or -1. The tree holds the pairs of comparisons that tell most about
 * each other (Chow and Liu 1968, by mutual information), counting pairs that have both levels.
 */
export function growTree(patterns: Patterns, weights: Float64Array, comparisons: Together[]): number[] {
  const edges: { one: number; other: number; told: number }[] = []
  for (let one = 0; one < comparisons.length; one++) {
    for (let other = one + 1; other < comparisons.length; other++)
      if (goTogether(comparisons[one]!, comparisons[other]!)) edges.push({ one, other, told: mutual(patterns, weights, one, other) })
  }
  edges.sort((left, right) => right.told - left.told || left.one - right.one || left.other - right.other)
  const group = comparisons.map((_, place) => place)
  const near = comparisons.map((): number[] => [])
  for (const { one, other, told } of edges) {
    const [from, to] = [group[one]!, group[other]!]
    if (from === to || told < 1e-9) continue
    for (let place = 0; place < group.length; place++) if (group[place] === from) group[place] = to
    near[one]!.push(other)
    near[other]!.push(one)
  }
  const parents = comparisons.map(() => -2)
  const hang = (place: number, parent: number) => {
    parents[place] = parent
    for (const next of near[place]!) if (next !== parent) hang(next, place)
  }
  for (let place = 0; place < comparisons.length; place++) if (parents[place] === -2) hang(place, -1)
  return parents
}

/** Mutual information of two comparisons, in nats times the share of pairs that have both. */
function mutual({ levels, width, size }: Patterns, weights: Float64Array, one: number, other: number): number {
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
  let told = 0
  for (let cell = 0; cell < 64; cell++) {
    const weight = joint[cell]!
    if (weight > 0) told += (weight / total) * Math.log((weight * total) / (ones[cell >> 3]! * others[cell & 7]!))
  }
  return (told * total) / all
}
