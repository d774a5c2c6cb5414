/**
 * Numbers keys of 64 bits from 0, in the order in which they come. A key is what `readIntegers` gives: its digits above the lowest nine, and
 * those nine. Typed arrays with open addressing: a `Map` ends at 16.7 million keys, and takes five times the memory.
 */
export type KeyIndex = {
  /** The number of a key, which it gets now if it has none. */
  add: (high: number, low: number) => number
  /** The number of a key, or -1. */
  find: (high: number, low: number) => number
  /** The key as Postgres writes it. */
  text: (place: number) => string
  /** An order of keys that does not depend on when they came. */
  compare: (one: number, other: number) => number
  size: () => number
}

/** A negative key has the high part −1 − high, so that −5 differs from 5. */
const keyText = (high: number, low: number): string => {
  const digits = high < 0 ? -1 - high : high
  return (high < 0 ? '-' : '') + (digits === 0 ? String(low) : digits + String(low).padStart(9, '0'))
}

/** The parts of a key that Postgres wrote. */
export const keyParts = (text: string): [high: number, low: number] => {
  const digits = text.replace('-', '')
  const above = Number(digits.slice(0, -9))
  return [text.startsWith('-') ? -1 - above : above, Number(digits.slice(-9))]
}

/** An index without keys; it grows by itself from room for `expected`. */
export function createKeyIndex(expected = 1 << 16): KeyIndex {
  let highs = new Float64Array(expected)
  let lows = new Int32Array(expected)
  let mask = (1 << (32 - Math.clz32(2 * expected - 1))) - 1
  let slots = new Int32Array(mask + 1).fill(-1)
  let size = 0

  const slotOf = (high: number, low: number): number => {
    let slot = hash(high, low) & mask
    for (;;) {
      const place = slots[slot]!
      if (place < 0 || (lows[place] === low && highs[place] === high)) return slot
      slot = (slot + 1) & mask
    }
  }

  const grow = () => {
    const [wider, longer] = [new Float64Array(2 * highs.length), new Int32Array(2 * lows.length)]
    wider.set(highs)
    longer.set(lows)
    highs = wider
    lows = longer
    mask = 2 * mask + 1
    slots = new Int32Array(mask + 1).fill(-1)
    for (let place = 0; place < size; place++) {
      let slot = hash(highs[place]!, lows[place]!) & mask
      while (slots[slot]! >= 0) slot = (slot + 1) & mask
      slots[slot] = place
    }
  }

  return {
    add(high, low) {
      const slot = slotOf(high, low)
      if (slots[slot]! >= 0) return slots[slot]!
      if (size === highs.length) {
        grow()
        return this.add(high, low)
      }
      highs[size] = high
      lows[size] = low
      slots[slot] = size
      return size++
    },
    find: (high, low) => slots[slotOf(high, low)]!,
    text: (place) => keyText(highs[place]!, lows[place]!),
    compare: (one, other) => highs[one]! - highs[other]! || lows[one]! - lows[other]!,
    size: () => size,
  }
}

// The finalizer of MurmurHash3 over both parts; hashes of Postgres are even already, numbers from a sequence are not.
function hash(high: number, low: number): number {
  let mixed = Math.imul(low ^ Math.imul(high | 0, 0x9e3779b1), 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
