/** The mean squared difference between probability and outcome: 0 is certain and right (Brier 1950). Null without rows. */
export function brierScore(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): number | null {
  let sum = 0
  for (let row = 0; row < probabilities.length; row++) sum += (probabilities[row]! - outcomes[row]!) ** 2
  return probabilities.length === 0 ? null : sum / probabilities.length
}
