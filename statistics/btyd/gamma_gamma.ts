import { digammaRise, logRising } from '../numeric/log_rising.ts'
import { fitLikelihood, type LikelihoodFit } from '../numeric/fit_likelihood.ts'

/** Amounts of customers with repeat orders: `x` of them, with a positive mean amount of `mean` each. */
export type Amounts = { x: Float64Array; mean: Float64Array }

/** The log-likelihood of Gamma-Gamma (Fader and Hardie 2013, equation 1a); sets the derivatives by p, q and v. */
export function gammaGammaLogLikelihood([p, q, v]: readonly number[], { x, mean }: Amounts, gradient: number[]): number {
  const ofCount = new Map<number, { value: number; by_p: number; by_q: number }>()
  const at = (count: number) => {
    const known = ofCount.get(count)
    if (known !== undefined) return known
    const shape = p! * count
    const made = { value: logRising(shape, q!) - logRising(1, q! - 1), by_p: digammaRise(shape, q!), by_q: digammaRise(q!, shape) }
    ofCount.set(count, made)
    return made
  }
  let [value, by_p, by_q, by_v] = [0, 0, 0, 0]
  for (let row = 0; row < x.length; row++) {
    const [count, amount] = [x[row]!, mean[row]!]
    const [shape, total] = [p! * count, count * amount]
    const [over_total, over_v] = [Math.log1p(v! / total), Math.log1p(total / v!)]
    const counted = at(count)
    value += counted.value - q! * over_v - shape * over_total - Math.log(amount)
    by_p += count * (counted.by_p - over_total)
    by_q += counted.by_q - over_v
    by_v += q! / v! - (shape + q!) / (v! + total)
  }
  for (const [place, derivative] of [by_p, by_q, by_v].entries()) gradient[place] = derivative
  return value
}

/** Expected mean amount of future orders (equation 5); needs q > 1. Of a customer without repeat orders: that of everybody. */
export const gammaGammaAmount = ([p, q, v]: readonly number[], x: number, mean: number): number =>
  (p! * (v! + x * mean)) / (p! * x + q! - 1)

/**
 * Why Gamma-Gamma is not used as it is. `heavy_tail`: its mean is far from that of the customers, because q is near 1, and theirs takes its
 * place. Of the others, the mean amount predicts.
 */
export type AmountBoundary = 'too_few_customers' | 'equal_amounts' | 'heavy_tail' | 'no_finite_mean' | 'not_converged'

export type AmountFit = {
  fit: LikelihoodFit | null
  boundary: AmountBoundary | null
  customers: number
  /** The mean of the customers' mean amounts; null without any. */
  mean_amount: number | null
  /** Pearson's correlation of ln(repeat orders) and ln(mean amount): the model assumes 0. */
  correlation: number | null
}

const least_customers = 10

/** Fits Gamma-Gamma, or says why it cannot be used. */
export function fitAmounts(amounts: Amounts): AmountFit {
  const customers = amounts.x.length
  const total = amounts.mean.reduce((sum, amount) => sum + amount, 0)
  const mean_amount = customers === 0 ? null : total / customers
  const logarithms = amounts.mean.map(Math.log)
  const facts = { customers, mean_amount, correlation: correlate(amounts.x.map(Math.log), logarithms) }
  if (customers < least_customers) return { fit: null, boundary: 'too_few_customers', ...facts }
  if (spread(logarithms) < 1e-9) return { fit: null, boundary: 'equal_amounts', ...facts }

  const step = Math.ceil(customers / 10_000)
  const every = (column: Float64Array) => column.filter((_, row) => row % step === 0)
  const fit = fitLikelihood({
    parameters: ['p', 'q', 'v'],
    // The mean p v / (q − 1) is better known than each of them.
    ridges: [
      [1, 0, 0],
      [0, 1, 0],
      [-1, 1, 1],
    ],
    logLikelihood: gammaGammaLogLikelihood,
    data: amounts,
    sample: { x: every(amounts.x), mean: every(amounts.mean) },
    customers: ({ x }) => x.length,
    // Each with the right mean: p v / (q − 1).
    starts: [
      [1, 2],
      [5, 4],
      [20, 10],
    ].map(([p, q]) => [p!, q!, (mean_amount! * (q! - 1)) / p!]),
  })
  const { p, q, v } = fit.parameters as { p: number; q: number; v: number }
  const fitted_mean = (p * v) / (q - 1)
  const isFar = Math.abs(fitted_mean / mean_amount! - 1) > most_difference
  const boundary = !fit.is_converged ? 'not_converged' : q <= 1 ? 'no_finite_mean' : isFar ? 'heavy_tail' : null
  return { fit, boundary, ...facts }
}

const most_difference = 0.5

/** What predicts amounts: the parameters of a fit, and what else is known. */
export type AmountModel = { p?: number; q?: number; v?: number; mean_amount: number | null; boundary: AmountBoundary | null }

/** Expected amount of an order of a customer with `x` repeat orders of a mean amount; null if nothing is known of anybody. */
export function expectedAmount({ p, q, v, mean_amount, boundary }: AmountModel, x: number, mean: number): number | null {
  // Without a positive repeat amount nothing is known of the own amounts.
  const known = mean > 0 ? x : 0
  if (boundary === null) return gammaGammaAmount([p!, q!, v!], known, mean)
  if (boundary !== 'heavy_tail') return mean_amount
  // Gamma-Gamma is a weighted mean of the own and the general mean amount: the weights stay.
  return (p! * known * mean + (q! - 1) * mean_amount!) / (p! * known + q! - 1)
}

function spread(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

/** Pearson's correlation, null where one of the two does not vary. */
export function correlate(one: Float64Array, other: Float64Array): number | null {
  const [one_spread, other_spread] = [spread(one), spread(other)]
  if (!(one_spread > 1e-12 && other_spread > 1e-12)) return null
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [one_mean, other_mean] = [mean(one), mean(other)]
  const products = one.reduce((sum, value, row) => sum + (value - one_mean) * (other[row]! - other_mean), 0)
  return products / one.length / (one_spread * other_spread)
}
