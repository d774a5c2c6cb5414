import type { Pairs } from './pairs.ts'

/** Two clusters that became one: records of each, and the mean log odds between their records. */
export type Merge = { left: number; right: number; logOdds: number }

type Link = { sum: number; count: number }
type Offer = { logOdds: number; left: number; right: number; sizes: number }

// One pair that agrees on everything must not outweigh ten that contradict, nor the other way round.
const most = 5

/**
 * Joins records from the most alike on, always the two clusters with the highest mean log odds between their records, until none is above
 * `least`. Pairs that were not compared, or are hopeless, count as against it. Following single pairs instead chains people
 * together: see docs/decisions.md.
 */
export function joinClusters(size: number, { left, right, size: count }: Pairs, logOdds: Float64Array, least: number): Merge[] {
  const links = new Map<number, Map<number, Link>>()
  const sizes = new Int32Array(size).fill(1)
  const linksOf = (cluster: number) => {
    const known = links.get(cluster) ?? new Map<number, Link>()
    links.set(cluster, known)
    return known
  }
  const offers: Offer[] = []
  const meanOf = (one: number, other: number, { sum, count }: Link) => {
    const pairs = sizes[one]! * sizes[other]!
    return (sum - most * (pairs - count)) / pairs
  }
  const offer = (one: number, other: number, link: Link) => {
    const mean = meanOf(one, other, link)
    if (mean > least)
      push(offers, { logOdds: mean, left: Math.min(one, other), right: Math.max(one, other), sizes: sizes[one]! + sizes[other]! })
  }
  for (let place = 0; place < count; place++) {
    const odds = logOdds[place]!
    if (odds <= -most) continue
    const link = { sum: Math.min(odds, most), count: 1 }
    linksOf(left[place]!).set(right[place]!, link)
    linksOf(right[place]!).set(left[place]!, link)
    // Ties are broken by what was clipped: the surest pairs are joined first.
    if (odds > least)
      push(offers, {
        logOdds: Math.min(odds, most),
        left: Math.min(left[place]!, right[place]!),
        right: Math.max(left[place]!, right[place]!),
        sizes: 2,
      })
  }

  const merges: Merge[] = []
  for (let next = pop(offers); next !== undefined; next = pop(offers)) {
    const { left, right, logOdds } = next
    // Outdated where one of the two was joined with another since.
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
    for (const [other, link] of kept) offer(large, other, link)
  }
  return merges
}

/** The first record of each record's cluster, when only merges at `least` or above are made. */
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

const isBefore = (one: Offer, other: Offer) =>
  one.logOdds > other.logOdds ||
  (one.logOdds === other.logOdds && (one.left < other.left || (one.left === other.left && one.right < other.right)))

function push(heap: Offer[], offer: Offer): void {
  let place = heap.push(offer) - 1
  while (place > 0) {
    const above = (place - 1) >> 1
    if (!isBefore(offer, heap[above]!)) break
    heap[place] = heap[above]!
    place = above
  }
  heap[place] = offer
}

function pop(heap: Offer[]): Offer | undefined {
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
