/** A growing list of 32-bit integers or doubles in a typed array; doubles its size when full. */
export type NumberList<Items extends Int32Array | Float64Array> = {
  push: (value: number) => void
  items: () => Items
  length: () => number
}

/** An empty list of 32-bit integers. */
export const integerList = (expected = 1 << 16): NumberList<Int32Array> => listOf((length) => new Int32Array(length), expected)
/** An empty list of doubles. */
export const doubleList = (expected = 1 << 16): NumberList<Float64Array> => listOf((length) => new Float64Array(length), expected)

function listOf<Items extends Int32Array | Float64Array>(make: (length: number) => Items, expected: number): NumberList<Items> {
  let items = make(expected)
  let length = 0
  return {
    push(value) {
      if (length === items.length) {
        const longer = make(2 * length)
        longer.set(items)
        items = longer
      }
      items[length++] = value
    },
    items: () => items.subarray(0, length) as Items,
    length: () => length,
  }
}
