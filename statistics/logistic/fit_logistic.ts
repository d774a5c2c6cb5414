import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import type { Observations } from './observations.ts'
import { scaleOf, standardise, type Scale } from './standardise.ts'

/**
 * A logistic regression on standardised features: the log-odds of an event are `intercept` + Σ `coefficients[place]` × the feature in
 * standard deviations. `gradient` is the largest slope that was left, per row: it is what says that the fit is one.
 */
export type LogisticFit = { intercept: number; coefficients: number[]; scales: Scale[]; gradient: number; log_likelihood: number }

const most_steps = 50
const flat = 1e-9

/**
 * Fits by Newton's method the maximum of the mean log-likelihood − ½ `ridge` Σ β², the intercept being free (Hoerl and Kennard 1970; Hastie,
 * Tibshirani, Friedman, The Elements of Statistical Learning, 4.4.1 and 3.4.1). A ridge above 0 keeps the coefficients finite where a feature
 * separates the outcomes. Rows of one outcome alone cannot be fitted: null.
 */
export function fitLogistic(observations: Observations, ridge: number): LogisticFit | null {
  const { count, features, outcomes } = observations
  const events = (outcomes as Float64Array).reduce((sum, outcome) => sum + outcome, 0)
  if (events === 0 || events === count) return null
  const scales = features.map((values) => scaleOf(values, count))
  const columns = features.map((values, place) => values.map((value) => standardise(value, scales[place]!)))

  let point = [Math.log(events / (count - events)), ...features.map(() => 0)]
  let here = slopeAt(columns, outcomes, ridge, point)
  for (let step = 0; step < most_steps && here.steepest > flat; step++) {
    const direction = new CholeskyDecomposition(here.curvature).solve(Matrix.columnVector(here.gradient)).to1DArray()
    // Newton's step is for a parabola; far from the top it can overshoot, and half of it is tried.
    let next = { point, at: here }
    for (let size = 1; size > 1e-6; size /= 2) {
      const tried = point.map((value, place) => value + size * direction[place]!)
      const at = slopeAt(columns, outcomes, ridge, tried)
      if (at.objective < here.objective) continue
      next = { point: tried, at }
      break
    }
    if (next.point === point) break
    ;[point, here] = [next.point, next.at]
  }
  const [intercept, ...coefficients] = point as [number, ...number[]]
  return { intercept, coefficients, scales, gradient: here.steepest, log_likelihood: here.log_likelihood }
}

/** The log-odds of a row. */
export function logOdds({ intercept, coefficients, scales }: LogisticFit, row: ArrayLike<number>): number {
  return coefficients.reduce((sum, coefficient, place) => sum + coefficient * standardise(row[place]!, scales[place]!), intercept)
}

/** The probability that has these log-odds. */
export const probabilityOf = (log_odds: number): number => 1 / (1 + Math.exp(-log_odds))

/** The objective with its gradient and its negative Hessian at a point; all are means over the rows. */
function slopeAt(columns: Float64Array[], outcomes: Observations['outcomes'], ridge: number, point: number[]) {
  const [size, count] = [point.length, outcomes.length]
  const gradient = new Float64Array(size)
  // The lower half of the matrix, summed by hand: the library's get and set dominate the fit otherwise.
  const sums = new Float64Array(size * size)
  const row = new Float64Array(size).fill(1)
  let likelihood = 0
  for (let at = 0; at < count; at++) {
    let log_odds = point[0]!
    for (let place = 1; place < size; place++) log_odds += point[place]! * (row[place] = columns[place - 1]![at]!)
    const probability = probabilityOf(log_odds)
    // log(1 + exp(x)) without an overflow.
    likelihood += outcomes[at]! * log_odds - Math.max(log_odds, 0) - Math.log1p(Math.exp(-Math.abs(log_odds)))
    const [error, weight] = [outcomes[at]! - probability, probability * (1 - probability)]
    for (let place = 0; place < size; place++) {
      gradient[place]! += error * row[place]!
      const weighted = weight * row[place]!
      for (let other = 0; other <= place; other++) sums[place * size + other]! += weighted * row[other]!
    }
  }
  const curvature = Matrix.zeros(size, size)
  let penalty = 0
  for (let place = 0; place < size; place++) {
    for (let other = 0; other <= place; other++) {
      curvature.set(place, other, sums[place * size + other]! / count)
      curvature.set(other, place, sums[place * size + other]! / count)
    }
    const pull = place === 0 ? 0 : ridge
    gradient[place] = gradient[place]! / count - pull * point[place]!
    // A feature that never differs has no slope: a trace on the diagonal keeps the matrix solvable, and its coefficient 0.
    curvature.set(place, place, curvature.get(place, place) + pull + 1e-12)
    penalty += (pull * point[place]! ** 2) / 2
  }
  return {
    objective: likelihood / count - penalty,
    log_likelihood: likelihood,
    gradient: [...gradient],
    steepest: gradient.reduce((steepest, slope) => Math.max(steepest, Math.abs(slope)), 0),
    curvature,
  }
}
