import type { Pairs } from './pairs.ts'

/** A merge of two clusters, each named by one of its records, with the mean log odds between their records. */
export type Merge = { left: number; right: number; logOdds: number }

type Link = { sum: number; count: number }
type Candidate = { logOdds: number; left: number; right: number; sizes: number }

// Log odds are clipped to ±this, so that one pair cannot outweigh ten that say the opposite.
const max_log_odds = 5

/**
 * Average-linkage clustering: repeatedly merges the two clusters with the highest mean log odds between their records, until none reaches
 * `least`. Pairs that were not compared, or are nearly impossible, count as evidence against a merge. Following single pairs instead would
 * chain people together: see docs/decisions.md.
 */
export function joinClusters(size: number, { left, right, size: count }: Pairs, logOdds: Float64Array, least: number): Merge[] {
  const links = new Map<number, Map<number, Link>>()
  const sizes = new Int32Array(size).fill(1)
  const linksOf = (cluster: number) => {
    const known = links.get(cluster) ?? new Map<number, Link>()
    links.set(cluster, known)
    return known
  }
  const candidates: Candidate[] = []
  const meanOf = (one: number, other: number, { sum, count }: Link) => {
    const pairs = sizes[one]! * sizes[other]!
    return (sum - max_log_odds * (pairs - count)) / pairs
  }
  const propose = (one: number, other: number, link: Link) => {
    const mean = meanOf(one, other, link)
    if (mean >= least)
      push(candidates, { logOdds: mean, left: Math.min(one, other), right: Math.max(one, other), sizes: sizes[one]! + sizes[other]! })
  }
  for (let place = 0; place < count; place++) {
    const odds = logOdds[place]!
    if (odds <= -max_log_odds) continue
    const link = { sum: Math.min(odds, max_log_odds), count: 1 }
    linksOf(left[place]!).set(right[place]!, link)
    linksOf(right[place]!).set(left[place]!, link)
    // Clipped pairs tie; ties are ordered by record.
    if (odds >= least)
      push(candidates, {
        logOdds: Math.min(odds, max_log_odds),
        left: Math.min(left[place]!, right[place]!),
        right: Math.max(left[place]!, right[place]!),
        sizes: 2,
      })
  }

  const merges: Merge[] = []
  for (let next = pop(candidates); next !== undefined; next = pop(candidates)) {
    const { left, right, logOdds } = next
    // Outdated if one of the two has since been merged with another cluster.
    if (!links.has(left) || !links.has(right) || sizes[left]! + sizes[right]! !== next.sizes) continue
    merges.push({ left, right, logOdds })
    const [large, small] = linksOf(left).size >= linksOf(right).size ? [left, right] : [right, left]
    const kept = linksOf(large)
    kept.delete(small)
    for (const [other, { sum, count }] of linksOf(small)) {
      const theirs = linksOf(other)
      theirs.delete(small)
      if (other === large) continue
      const known = kept.get(other)
      const link = { sum: sum + (known?.sum ?? 0), count: count + (known?.count ?? 0) }
      kept.set(other, link)
      theirs.set(large, link)
    }
    links.delete(small)
    sizes[large]! += sizes[small]!
    for (const [other, link] of kept) propose(large, other, link)
  }
  return merges
}

/** The first record of each record's cluster, applying only merges at `least` or above. */
export function clustersAt(size: number, merges: readonly Merge[], least: number): Int32Array {
  const first = Int32Array.from({ length: size }, (_, place) => place)
  const find = (place: number): number => {
    while (first[place] !== place) place = first[place] = first[first[place]!]!
    return place
  }
  for (const { left, right, logOdds } of merges) {
    if (logOdds < least) continue
    const [one, other] = [find(left), find(right)]
    first[Math.max(one, other)] = Math.min(one, other)
  }
  for (let place = 0; place < size; place++) first[place] = find(place)
  return first
}

const isBefore = (one: Candidate, other: Candidate) =>
  one.logOdds > other.logOdds ||
  (one.logOdds === other.logOdds && (one.left < other.left || (one.left === other.left && one.right < other.right)))

function push(heap: Candidate[], candidate: Candidate): void {
  let place = heap.push(candidate) - 1
  while (place > 0) {
    const above = (place - 1) >> 1
    if (!isBefore(candidate, heap[above]!)) break
    heap[place] = heap[above]!
    place = above
  }
  heap[place] = candidate
}

function pop(heap: Candidate[]): Candidate | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return first
  let place = 0
  for (;;) {
    let below = place * 2 + 1
    if (below >= heap.length) break
    if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++
    if (!isBefore(heap[below]!, last)) break
    heap[place] = heap[below]!
    place = below
  }
  heap[place] = last
  return first
}
