const steps = 16

/**
 * The days until the next order, given that one comes within `horizon` days: those after which `share` of such customers have ordered.
 * `noOrderProbability` falls from 1; within days t an order comes with 1 − noOrderProbability(t), which has no closed inverse for most models.
 * Halving the horizon 16 times finds a day of 180 to within four minutes. Never 0, never more than the horizon.
 */
export function daysToNextOrder(noOrderProbability: (days: number) => number, horizon: number, share: number): number {
  const left = 1 - share * (1 - noOrderProbability(horizon))
  let [low, high] = [0, horizon]
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2
    if (noOrderProbability(middle) > left) low = middle
    else high = middle
  }
  return high
}
