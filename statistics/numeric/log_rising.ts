import gammaln from '@stdlib/math-base-special-gammaln'
import digamma from '@stdlib/math-base-special-digamma'

// From here on, Stirling's series is exact to the last digit, and a difference of two logarithms of Γ is not.
const large = 100

/** ln(Γ(start + count) / Γ(start)): the logarithm of start × (start + 1) × … with `count` factors. */
export function logRising(start: number, count: number): number {
  if (count === 0) return 0
  if (start < large) return gammaln(start + count) - gammaln(start)
  const end = start + count
  return (start - 0.5) * Math.log1p(count / start) + count * Math.log(end) - count + stirling(end) - stirling(start)
}

/** The derivative of `logRising` with respect to `start`: ψ(start + count) − ψ(start). */
export function digammaRise(start: number, count: number): number {
  if (count === 0) return 0
  if (start < large) return digamma(start + count) - digamma(start)
  const end = start + count
  return Math.log1p(count / start) + count / (2 * start * end) + 1 / (12 * start ** 2) - 1 / (12 * end ** 2)
}

const stirling = (value: number) => 1 / (12 * value) - 1 / (360 * value ** 3)
