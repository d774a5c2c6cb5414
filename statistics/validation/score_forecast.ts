import { areaUnderCurve } from './area_under_curve.ts'
import { brierScore } from './brier_score.ts'

/** A forecast for each customer: the number of orders, and the probability of none. Baselines that only rank have `ranking` instead. */
export type Forecast = { expected: Float64Array; no_order: Float64Array } | { ranking: Float64Array }

/** How well a forecast predicted; null what a ranking cannot have, or what is not defined. */
export type Score = {
  expected_orders: number | null
  /** Expected / actual − 1, of the total. */
  bias: number | null
  /** Mean Poisson deviance of the counts; null where an order came that was expected with 0. */
  poisson_deviance: number | null
  mean_absolute_error: number | null
  /** AUC of the probability of no order. */
  auc: number | null
  /** Brier score of the probability of no order. */
  brier: number | null
}

/** Scores a forecast by what happened: `actual` orders of each customer. */
export function scoreForecast(forecast: Forecast, actual: Float64Array): Score {
  const none = actual.map((count) => (count === 0 ? 1 : 0))
  if ('ranking' in forecast) {
    const auc = areaUnderCurve(
      forecast.ranking.map((value) => -value),
      none,
    )
    return { expected_orders: null, bias: null, poisson_deviance: null, mean_absolute_error: null, auc, brier: null }
  }
  const { expected, no_order } = forecast
  let [total, actual_total, deviance, error] = [0, 0, 0, 0]
  for (const [row, came] of actual.entries()) {
    total += expected[row]!
    actual_total += came
    deviance += poissonDeviance(came, expected[row]!)
    error += Math.abs(came - expected[row]!)
  }
  const mean = (sum: number) => (actual.length === 0 || !Number.isFinite(sum) ? null : sum / actual.length)
  return {
    expected_orders: total,
    bias: actual_total === 0 ? null : total / actual_total - 1,
    poisson_deviance: mean(deviance),
    mean_absolute_error: mean(error),
    auc: areaUnderCurve(no_order, none),
    brier: brierScore(no_order, none),
  }
}

/** The Poisson deviance of one count: 2 (y ln(y / μ) − y + μ). */
export const poissonDeviance = (came: number, predicted: number): number =>
  2 * ((came === 0 ? 0 : came * Math.log(came / predicted)) - came + predicted)
