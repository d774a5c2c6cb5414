import type { Comparison } from './comparisons.ts'
import type { Pairs } from './pairs.ts'
import type { Field } from './records.ts'

/** How much more often chance makes two records agree on a value than on one of average frequency, by comparison and code of the value. */
export type Frequencies = (Float64Array | null)[]

/**
 * A rare surname in common says more than a common one. Values are counted by persons, not by records: each record counts one part in as many
 * as the person is expected to have records, or ten records of one person would make an address look common.
 */
export function valueFrequencies(list: Comparison[], pairs: Pairs, probabilities: Float64Array, size: number): Frequencies {
  const records = new Float64Array(size).fill(1)
  for (let place = 0; place < pairs.size; place++) {
    const share = probabilities[place]!
    records[pairs.left[place]!]! += share
    records[pairs.right[place]!]! += share
  }
  const counted = new Map<Field, { persons: Float64Array; total: number }>()
  const count = (field: Field) => {
    const known = counted.get(field)
    if (known) return known
    const persons = new Float64Array(field.values.length)
    let total = 0
    for (let place = 0; place < size; place++) {
      const code = field.codes[place]!
      if (code === -1) continue
      persons[code]! += 1 / records[place]!
      total += 1 / records[place]!
    }
    const found = { persons, total: Math.max(total, 1) }
    counted.set(field, found)
    return found
  }
  return list.map(({ field }) => {
    if (field === null) return null
    const { persons, total } = count(field)
    const average = persons.reduce((sum, value) => sum + (value / total) ** 2, 0)
    // A value below one person stands for a part of somebody: nobody is rarer than one.
    return persons.map((value) => Math.max(value, 1) / total / average)
  })
}
