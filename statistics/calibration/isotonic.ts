/** A function that never falls: `values[knot]` is the probability of `scores[knot]`, and between two knots it is interpolated. */
export type Isotonic = { method: 'isotonic'; scores: number[]; values: number[] }

/**
 * The isotonic regression of outcomes on scores by pooling adjacent violators (Barlow, Bartholomew, Bremner, Brunk 1972; Zadrozny and Elkan
 * 2002 for probabilities). Equal scores are one block, so that equal scores get equal values. Each block gives two knots: its lowest and its
 * highest score. A block with events alone, or with none, is half an event away from certainty.
 */
export function fitIsotonic(scores: Float64Array, outcomes: Uint8Array): Isotonic {
  const order = [...scores.keys()].sort((one, other) => scores[one]! - scores[other]!)
  const blocks: { low: number; high: number; sum: number; count: number }[] = []
  for (const row of order) {
    const [score, last] = [scores[row]!, blocks.at(-1)]
    if (last && last.high === score) {
      last.sum += outcomes[row]!
      last.count++
    } else blocks.push({ low: score, high: score, sum: outcomes[row]!, count: 1 })
  }
  const pooled: typeof blocks = []
  for (const block of blocks) {
    let merged = block
    while (pooled.length > 0 && mean(pooled.at(-1)!) >= mean(merged)) {
      const before = pooled.pop()!
      merged = { low: before.low, high: merged.high, sum: before.sum + merged.sum, count: before.count + merged.count }
    }
    pooled.push(merged)
  }
  const knots = pooled.flatMap((block) => {
    const certainty = 0.5 / scores.length
    const value = Math.min(Math.max(mean(block), certainty), 1 - certainty)
    return block.low === block.high
      ? [[block.low, value]]
      : [
          [block.low, value],
          [block.high, value],
        ]
  })
  return { method: 'isotonic', scores: knots.map(([score]) => score!), values: knots.map(([, value]) => value!) }
}

const mean = ({ sum, count }: { sum: number; count: number }) => sum / count

/** The value of a score: that of the nearest knot outside all of them, interpolated between two. */
export function isotonicValue({ scores, values }: Isotonic, score: number): number {
  let [low, high] = [0, scores.length - 1]
  if (score <= scores[low]!) return values[low]!
  if (score >= scores[high]!) return values[high]!
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (scores[middle]! <= score) low = middle
    else high = middle
  }
  const share = (score - scores[low]!) / (scores[high]! - scores[low]!)
  return values[low]! + share * (values[high]! - values[low]!)
}
