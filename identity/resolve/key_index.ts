import type { IntegerRow } from 'memberhouse'

/**
 * Numbers 64-bit keys from 0, in order of arrival. A key is two 32-bit words, as an input of integers provides it. Uses typed arrays with
 * open addressing, because a `Map` holds at most 16.7 million keys and takes five times the memory.
 */
export type KeyIndex = {
  /** The number of a key; assigns one if the key is new. */
  add: (upper: number, lower: number) => number
  /** The number of a key; -1 if it is unknown. */
  find: (upper: number, lower: number) => number
  /** The key as Postgres writes it. */
  text: (place: number) => string
  /** Compares two keys as signed integers. */
  compare: (one: number, other: number) => number
  size: () => number
}

/** Splits a key in Postgres's text format into its two words. */
export function keyWords(text: string): [upper: number, lower: number] {
  const key = BigInt(text)
  return [Number(key >> 32n), Number(BigInt.asIntN(32, key))]
}

/** The value of a column that fits a double, such as a count or an id. */
export const valueOf = ({ upper, lower }: IntegerRow, column: number): number => upper[column]! * word + (lower[column]! >>> 0)

const [billion, word] = [1_000_000_000, 4_294_967_296]

/** An empty index with room for `expected` keys; grows as needed. */
export function createKeyIndex(expected = 1 << 16): KeyIndex {
  let mask = (1 << (32 - Math.clz32(Math.ceil(expected / fullness)))) - 1
  // Each slot holds the key's number + 1 and both words side by side, so that a look-up costs one cache miss.
  let slots = new Int32Array(3 * (mask + 1))
  let [uppers, lowers] = [new Int32Array(room(mask)), new Int32Array(room(mask))]
  let size = 0

  /** The slot that holds the key, or the empty slot where it belongs. */
  const slotOf = (upper: number, lower: number): number => {
    let slot = hash(upper, lower) & mask
    while (slots[3 * slot] !== 0 && (slots[3 * slot + 1] !== lower || slots[3 * slot + 2] !== upper)) slot = (slot + 1) & mask
    return 3 * slot
  }

  const put = (slot: number, place: number, upper: number, lower: number) => {
    slots[slot] = place + 1
    slots[slot + 1] = lower
    slots[slot + 2] = upper
  }

  // Copies in slot order, which keeps neighbours together: in order of numbers, each key would be a cache miss in both tables.
  const grow = () => {
    const old = slots
    mask = 2 * mask + 1
    slots = new Int32Array(3 * (mask + 1))
    for (let from = 0; from < old.length; from += 3)
      if (old[from] !== 0) put(slotOf(old[from + 2]!, old[from + 1]!), old[from]! - 1, old[from + 2]!, old[from + 1]!)
    ;[uppers, lowers] = [longer(uppers, room(mask)), longer(lowers, room(mask))]
  }

  return {
    add(upper, lower) {
      const slot = slotOf(upper, lower)
      if (slots[slot] !== 0) return slots[slot]! - 1
      if (size === uppers.length) {
        grow()
        return this.add(upper, lower)
      }
      put(slot, size, upper, lower)
      uppers[size] = upper
      lowers[size] = lower
      return size++
    },
    find: (upper, lower) => slots[slotOf(upper, lower)]! - 1,
    text: (place) => keyText(uppers[place]!, lowers[place]!),
    compare: (one, other) => uppers[one]! - uppers[other]! || (lowers[one]! >>> 0) - (lowers[other]! >>> 0),
    size: () => size,
  }
}

// Fuller tables make misses slow: nine steps at three quarters.
const fullness = 0.6
const room = (mask: number): number => Math.ceil(fullness * (mask + 1))

function longer(items: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const all = new Int32Array(length)
  all.set(items)
  return all
}

/** The key as decimal text, from quotient and remainder by a billion; in doubles the quotient is off by at most one. */
function keyText(upper: number, lower: number): string {
  const isNegative = upper < 0
  // Two's complement: invert all bits and add one.
  const below = isNegative ? -lower | 0 : lower
  const above = isNegative ? ~upper + (lower === 0 ? 1 : 0) : upper
  let high = Math.floor((above * word + (below >>> 0)) / billion)
  let low = (below - Math.imul(high | 0, billion)) | 0
  if (low < 0) {
    high--
    low += billion
  } else if (low >= billion) {
    high++
    low -= billion
  }
  return (isNegative ? '-' : '') + (high === 0 ? String(low) : high + String(low).padStart(9, '0'))
}

// The finalizer of MurmurHash3 over both words: hashes from Postgres are already uniform, but sequence numbers are not.
function hash(upper: number, lower: number): number {
  let mixed = Math.imul(lower ^ Math.imul(upper, 0x9e3779b1), 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
