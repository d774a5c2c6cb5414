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
export function baselineForecasts({ size, x, t_x, t_cal, past_amount }: Summary, horizon: number): Record<BaselineName, Forecast> {
  let [orders, time] = [0, 0]
  for (let row = 0; row < size; row++) {
    orders += x[row]!
    time += t_cal[row]!
  }
  const rate = time === 0 ? 0 : orders / time
  const half = rate === 0 ? 0 : 0.5
  const share = orders + half * size === 0 ? 0 : (rate * horizon * size) / (orders + half * size)
  return {
    mean: counted(x.map(() => rate * horizon)),
    x_over_t: counted(x.map((count, row) => (rate === 0 ? 0 : ((count + half) / (t_cal[row]! + half / rate)) * horizon))),
    order_count: counted(x.map((count) => (count + half) * share)),
    recency: { ranking: t_cal.map((end, row) => t_x[row]! - end) },
    past_amount: { ranking: past_amount },
  }
}

const counted = (expected: Float64Array): Forecast => ({ expected, no_order: expected.map((count) => Math.exp(-count)) })
