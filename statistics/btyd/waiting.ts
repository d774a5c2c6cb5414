/**
 * The sum over j < k of (shape)_j / j! × share^j: how much more probable no order since the last one is with Erlang-k times than with the
 * exponential ones of k = 1, for which it is 1 (Platzer and Reutterer 2016, the likelihood of CNBD-k).
 */
export function sumWaits(k: number, shape: number, share: number): number {
  let [sum, term] = [1, 1]
  for (let stage = 1; stage < k; stage++) sum += term *= ((shape + stage - 1) / stage) * share
  return sum
}

/** The same sum, and the derivatives of its logarithm: by the shape, and by ln(share). */
export function waitWeights(k: number, shape: number, share: number, into: { sum: number; by_shape: number; by_share: number }): void {
  let [sum, term, harmonic, by_shape, by_share] = [1, 1, 0, 0, 0]
  for (let stage = 1; stage < k; stage++) {
    term *= ((shape + stage - 1) / stage) * share
    harmonic += 1 / (shape + stage - 1)
    sum += term
    by_shape += term * harmonic
    by_share += term * stage
  }
  into.sum = sum
  into.by_shape = by_shape / sum
  into.by_share = by_share / sum
}
