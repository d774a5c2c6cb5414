/** A tenth of the rows by prediction, from the lowest to the highest: the mean of what was predicted and of what came. */
export type Decile = { decile: number; count: number; predicted: number; observed: number }

/**
 * Compares predictions with outcomes by tenths of the predictions. Equal predictions are in one tenth, the first of those that they would
 * be spread over, so that a tenth can be empty and left out. `observed` may be counts or amounts as well as 0 and 1.
 */
export function calibrationTable(predictions: ArrayLike<number>, observed: ArrayLike<number>): Decile[] {
  const order = Array.from(predictions, (_, row) => row).sort((one, other) => predictions[one]! - predictions[other]!)
  const deciles: Decile[] = []
  let [previous, decile] = [NaN, 0]
  for (const [place, row] of order.entries()) {
    if (predictions[row] !== previous) decile = Math.floor((10 * place) / order.length) + 1
    previous = predictions[row]!
    if (deciles.at(-1)?.decile !== decile) deciles.push({ decile, count: 0, predicted: 0, observed: 0 })
    const last = deciles.at(-1)!
    last.count++
    last.predicted += predictions[row]!
    last.observed += observed[row]!
  }
  return deciles.map((sums) => ({ ...sums, predicted: sums.predicted / sums.count, observed: sums.observed / sums.count }))
}

/** How many times the mean outcome the tenth of the rows with the highest predictions has; null without rows or where nothing came. */
export function topDecileLift(predictions: ArrayLike<number>, observed: ArrayLike<number>): number | null {
  const deciles = calibrationTable(predictions, observed)
  const count = deciles.reduce((sum, decile) => sum + decile.count, 0)
  const total = deciles.reduce((sum, decile) => sum + decile.observed * decile.count, 0)
  return total === 0 ? null : deciles.at(-1)!.observed / (total / count)
}
