import type { Summary } from '../clv/purchases.ts'
import type { Forecast } from './score_forecast.ts'

/** The baselines, as they are named in results. */
export const baselineNames = ['mean', 'x_over_t', 'order_count', 'recency', 'past_amount'] as const
export type BaselineName = (typeof baselineNames)[number]

/**
 * What anyone can say without a model, for the next `horizon`: everybody at the mean rate (`mean`); each at the own rate (`x_over_t`); each in
 * proportion to the own number of orders (`order_count`). Counts are moved half an order towards the mean rate, since an own rate of 0
 * would be certain of no order. `recency` and `past_amount` only rank: who ordered last, who spent most.
 */
export function baselineForecasts(known: Summary, horizon: number): Record<BaselineName, Forecast> {
  const { size, x, t_x, t_cal, past_amount } = known
  const rate = meanRate(known)
  const half = rate === 0 ? 0 : 0.5
  const orders = x.reduce((sum, count) => sum + count, 0)
  const share = orders + half * size === 0 ? 0 : (rate * horizon * size) / (orders + half * size)
  return {
    mean: counted(x.map(() => rate * horizon)),
    x_over_t: counted(x.map((count, row) => ownRate(rate, count, t_cal[row]!) * horizon)),
    order_count: counted(x.map((count) => (count + half) * share)),
    recency: { ranking: t_cal.map((end, row) => t_x[row]! - end) },
    past_amount: { ranking: past_amount },
  }
}

/** Repeat orders of everybody / the time in which they could be made. */
export function meanRate({ size, x, t_cal }: Pick<Summary, 'size' | 'x' | 't_cal'>): number {
  let [orders, time] = [0, 0]
  for (let row = 0; row < size; row++) {
    orders += x[row]!
    time += t_cal[row]!
  }
  return time === 0 ? 0 : orders / time
}

/** The own rate of a customer, moved half an order towards the mean rate. */
export const ownRate = (rate: number, x: number, t_cal: number): number => (rate === 0 ? 0 : (x + 0.5) / (t_cal + 0.5 / rate))

const counted = (expected: Float64Array): Forecast => ({ expected, no_order: expected.map((count) => Math.exp(-count)) })
