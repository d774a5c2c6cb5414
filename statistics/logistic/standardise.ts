/** Mean and standard deviation of a feature over the rows where it was observed; `share` is their share of all rows. */
export type Scale = { mean: number; deviation: number; share: number }

/** The scale of values with NaN for those not observed; a feature that was never observed or never differs has deviation 0. */
export function scaleOf(values: Float64Array, count: number): Scale {
  let [known, sum] = [0, 0]
  for (let row = 0; row < count; row++) {
    if (Number.isNaN(values[row])) continue
    known++
    sum += values[row]!
  }
  if (known === 0) return { mean: 0, deviation: 0, share: 0 }
  const mean = sum / known
  let squares = 0
  for (let row = 0; row < count; row++) if (!Number.isNaN(values[row])) squares += (values[row]! - mean) ** 2
  const deviation = Math.sqrt(squares / known)
  return { mean, deviation: deviation > 1e-9 * Math.abs(mean) ? deviation : 0, share: known / count }
}

/** A value in standard deviations from the mean: 0 for one not observed, or of a feature that never differs. */
export function standardise(value: number, { mean, deviation }: Scale): number {
  return deviation === 0 || Number.isNaN(value) ? 0 : (value - mean) / deviation
}
