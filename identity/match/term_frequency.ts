import type { Comparison } from './comparisons.ts'
import type { Pairs } from './pairs.ts'
import type { Field } from './records.ts'

/** How much more likely a chance agreement on a value is than on a value of average frequency, by comparison and code of the value. */
export type Frequencies = (Float64Array | null)[]

/**
 * Agreement on a rare surname is stronger evidence than on a common one. Counts values by person, not by record: a record counts as one
 * divided by the expected number of the person's records. Otherwise ten records of one person would make an address look common.
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
    // Expected counts can fall below one person; no value is rarer than that.
    return persons.map((value) => Math.max(value, 1) / total / average)
  })
}
