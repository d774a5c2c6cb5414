import { partsOf, type Part } from './block_parts.ts'
import type { Records } from './records.ts'

/** A blocking rule: records with the same number in `keys` are compared; -1 marks records without a block. */
export type Rule = { name: string; keys: Int32Array; pairs: number; capped: Capped | null }
/** The blocks of a rule that are too large to compare. */
export type Capped = { blocks: number; largest: number; pairs: number }

// Estimates the cost of a rule from at most this many records: 50,000 take 10 ms a rule, and there are about a hundred rules.
const max_sampled = 200_000

/** Chooses rules that yield about `maxPairs` pairs at most, finest first. Blocks of more than `maxBlockSize` records are not compared. */
export function chooseRules(records: Records, maxPairs: number, maxBlockSize: number): Rule[] {
  const parts = partsOf(records)
  const every = Math.ceil(records.size / max_sampled)
  const sampled = every === 1 ? parts : parts.map((part) => ({ ...part, codes: part.codes.filter((_, place) => isSampled(place, every)) }))
  const combinations = parts.flatMap((part, place) => [
    [place],
    ...parts.flatMap(({ about }, other) => (other > place && about !== part.about ? [[place, other]] : [])),
  ])
  const measured = combinations.map((places) => {
    const { pairs, capped, name } = makeRule(
      places.map((place) => sampled[place]!),
      maxBlockSize / every,
    )
    return { places, name, pairs: pairs * every * every, isWhole: capped === null }
  })
  measured.sort((left, right) => left.pairs - right.pairs || (left.name < right.name ? -1 : 1))
  let chosen: typeof measured = []
  for (const rule of measured) {
    if (rule.pairs === 0) continue
    // A coarser rule finds all pairs of finer rules with the same part, unless some of its blocks were too large.
    const kept = chosen.filter(({ places }) => !rule.isWhole || !rule.places.every((place) => places.includes(place)))
    if (kept.reduce((sum, { pairs }) => sum + pairs, rule.pairs) <= maxPairs) chosen = [...kept, rule]
  }
  return chosen.map(({ places }) =>
    makeRule(
      places.map((place) => parts[place]!),
      maxBlockSize,
    ),
  )
}

const isSampled = (place: number, every: number) => (Math.imul(place, 0x9e3779b1) >>> 8) % every === 0

function makeRule(parts: Part[], maxBlockSize: number): Rule {
  const [first, second] = parts.map(({ codes }) => codes)
  const keys = new Int32Array(first!.length)
  for (let place = 0; place < keys.length; place++) {
    const one = first![place]!
    const other = second === undefined ? 0 : second[place]!
    keys[place] =
      one === -1 || other === -1 ? -1 : second === undefined ? one : (Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b)) >>> 1
  }
  const capped: Capped = { blocks: 0, largest: 0, pairs: 0 }
  let pairs = 0
  forEachBlock(keys, (order, from, to) => {
    const size = to - from
    const inside = (size * (size - 1)) / 2
    if (size <= maxBlockSize) pairs += inside
    else {
      capped.blocks++
      capped.pairs += inside
      if (size > capped.largest) capped.largest = size
      for (let place = from; place < to; place++) keys[order[place]!] = -1
    }
  })
  return { name: parts.map(({ name }) => name).join(' + '), keys, pairs, capped: capped.blocks > 0 ? capped : null }
}

/** Calls `visit` once for each pair of records that any rule finds. */
export function forEachCandidate(rules: Rule[], visit: (left: number, right: number) => void): void {
  for (const [place, { keys }] of rules.entries()) {
    const earlier = rules.slice(0, place)
    forEachBlock(keys, (order, from, to) => {
      for (let one = from; one < to; one++) {
        for (let other = one + 1; other < to; other++) if (!isFound(earlier, order[one]!, order[other]!)) visit(order[one]!, order[other]!)
      }
    })
  }
}

/** Whether any of the rules finds this pair. */
export function isFound(rules: Rule[], left: number, right: number): boolean {
  for (const { keys } of rules) if (keys[left] === keys[right] && keys[left] !== -1) return true
  return false
}

/** Calls `visit` for each block of two or more records with the same key, in ascending order within the block. */
function forEachBlock(keys: Int32Array, visit: (order: Int32Array, from: number, to: number) => void): void {
  const order = orderBy(keys)
  for (let from = 0; from < order.length;) {
    const key = keys[order[from]!]
    let to = from + 1
    while (to < order.length && keys[order[to]!] === key) to++
    if (to - from > 1) visit(order, from, to)
    from = to
  }
}

/** The indexes of keys other than -1, ordered by key, then index: a radix sort in two passes of 16 bits. */
function orderBy(keys: Int32Array): Int32Array {
  let order = new Int32Array(keys.length)
  let count = 0
  for (let place = 0; place < keys.length; place++) if (keys[place] !== -1) order[count++] = place
  order = order.subarray(0, count)
  for (const shift of [0, 16]) {
    const starts = new Int32Array(65537)
    for (const place of order) starts[((keys[place]! >>> shift) & 65535) + 1]!++
    for (let bucket = 0; bucket < 65536; bucket++) starts[bucket + 1]! += starts[bucket]!
    const next = new Int32Array(order.length)
    for (const place of order) next[starts[(keys[place]! >>> shift) & 65535]!++] = place
    order = next
  }
  return order
}
