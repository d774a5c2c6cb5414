import type { Random } from './random.ts'

/** Returns a function that picks entries at random with probability proportional to their weights. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): (random: Random) => T {
  let total = 0
  const bounds = entries.map(([, weight]) => (total += weight))
  return (random) => {
    const at = random.next() * total
    let low = 0
    for (let high = bounds.length - 1; low < high;) {
      const middle = (low + high) >> 1
      if (bounds[middle]! > at) high = middle
      else low = middle + 1
    }
    return entries[low]![0]
  }
}
