import { partsOf, type Part } from './block_parts.ts'
import type { Records } from './records.ts'

/** Records with the same number in `keys` are compared; -1 is for records outside. */
export type Rule = { name: string; keys: Int32Array; pairs: number; capped: Capped | null }
/** Blocks of a rule that are too large to compare. */
export type Capped = { blocks: number; largest: number; pairs: number }

// What a rule costs is seen from so many records: it takes 10 ms a rule for 50,000, and there are a hundred.
const most_sampled = 200_000

/** The rules that give about `most` pairs, the finest first. A block of more than `largest` records is not compared. */
export function chooseRules(records: Records, most: number, largest: number): Rule[] {
  const parts = partsOf(records)
  const every = Math.ceil(records.size / most_sampled)
  const sampled = every === 1 ? parts : parts.map((part) => ({ ...part, codes: part.codes.filter((_, place) => isSampled(place, every)) }))
  const together = parts.flatMap((part, place) => [
    [place],
    ...parts.flatMap(({ about }, other) => (other > place && about !== part.about ? [[place, other]] : [])),
  ])
  const measured = together.map((places) => {
    const { pairs, capped, name } = makeRule(
      places.map((place) => sampled[place]!),
      largest / every,
    )
    return { places, name, pairs: pairs * every * every, isWhole: capped === null }
  })
  measured.sort((left, right) => left.pairs - right.pairs || (left.name < right.name ? -1 : 1))
  let chosen: typeof measured = []
  for (const rule of measured) {
    if (rule.pairs === 0) continue
    // A coarser rule finds what finer ones with the same part find, if none of its blocks was too large.
    const kept = chosen.filter(({ places }) => !rule.isWhole || !rule.places.every((place) => places.includes(place)))
    if (kept.reduce((sum, { pairs }) => sum + pairs, rule.pairs) <= most) chosen = [...kept, rule]
  }
  return chosen.map(({ places }) =>
    makeRule(
      places.map((place) => parts[place]!),
      largest,
    ),
  )
}

const isSampled = (place: number, every: number) => (Math.imul(place, 0x9e3779b1) >>> 8) % every === 0

function makeRule(parts: Part[], largest: number): Rule {
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
  forBlocks(keys, (order, from, to) => {
    const size = to - from
    const inside = (size * (size - 1)) / 2
    if (size <= largest) pairs += inside
    else {
      capped.blocks++
      capped.pairs += inside
      if (size > capped.largest) capped.largest = size
      for (let place = from; place < to; place++) keys[order[place]!] = -1
    }
  })
  return { name: parts.map(({ name }) => name).join(' + '), keys, pairs, capped: capped.blocks > 0 ? capped : null }
}

/** Calls for each pair of records that some rule finds, once. */
export function forEachCandidate(rules: Rule[], visit: (left: number, right: number) => void): void {
  for (const [place, { keys }] of rules.entries()) {
    const earlier = rules.slice(0, place)
    forBlocks(keys, (order, from, to) => {
      for (let one = from; one < to; one++) {
        for (let other = one + 1; other < to; other++) if (!isFound(earlier, order[one]!, order[other]!)) visit(order[one]!, order[other]!)
      }
    })
  }
}

/** Whether one of the rules finds this pair. */
export function isFound(rules: Rule[], left: number, right: number): boolean {
  for (const { keys } of rules) if (keys[left] === keys[right] && keys[left] !== -1) return true
  return false
}

/** Calls for each run of two or more records with the same key, in ascending order within. */
function forBlocks(keys: Int32Array, visit: (order: Int32Array, from: number, to: number) => void): void {
  const order = orderBy(keys)
  for (let from = 0; from < order.length;) {
    const key = keys[order[from]!]
    let to = from + 1
    while (to < order.length && keys[order[to]!] === key) to++
    if (to - from > 1) visit(order, from, to)
    from = to
  }
}

/** The places of keys that are not -1, ordered by key, equal ones by place: two passes over half of the bits each. */
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
