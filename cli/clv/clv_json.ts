import type { BtydFit } from '../../statistics/btyd/fit_btyd.ts'
import { amountTexts, boundaryTexts, gateTexts } from './explain.ts'
import type { FileFit } from './fit_file.ts'
import { showDay } from './order_dates.ts'

/** The result of `clv fit --json`. What is not known is null; the unit of time is in the names, or in `unit`. */
export function clvJson({ file, unit, until, horizon, orders, clv }: FileFit): Record<string, unknown> {
  const { holdout, amount, choice } = clv
  const fitJson = ({ model, k, boundary, used, ...fit }: BtydFit) => ({
    model,
    ...(model === 'cnbd_k' && { k }),
    ...{ parameters: fit.parameters, standard_errors: fit.standard_errors },
    ...{ log_likelihood: fit.log_likelihood, bic: fit.bic, is_converged: fit.is_converged, gradient: fit.gradient },
    ...{ at_bound: fit.at_bound, alike: fit.alike, boundary },
    explanation: boundary === null ? null : boundaryTexts[boundary],
    predicted_by: used.model.name,
  })
  return {
    file,
    unit,
    first: orders.first === null ? null : showDay(orders.first),
    until: until === null ? null : showDay(until),
    [`horizon_${unit}s`]: horizon,
    rows: { ...orders.rows, repeated: orders.purchases.repeated },
    rejected: orders.examples,
    ...{ customers: clv.customers, repeat_customers: clv.repeat_customers, purchases: clv.orders },
    gate: clv.gate,
    explanation: clv.gate === null ? null : gateTexts[clv.gate],
    fits: clv.fits.map(fitJson),
    amount: {
      model: 'gamma_gamma',
      customers: amount.customers,
      parameters: amount.fit?.parameters ?? null,
      standard_errors: amount.fit?.standard_errors ?? null,
      log_likelihood: amount.fit?.log_likelihood ?? null,
      boundary: amount.boundary,
      explanation: amount.boundary === null ? null : amountTexts[amount.boundary],
      ...{ mean_amount: amount.mean_amount, correlation_with_count: amount.correlation },
    },
    holdout: {
      calibration_until: until === null ? null : showDay(holdout.calibration_until),
      ...{ customers: holdout.customers, actual_orders: holdout.actual_orders, gate: holdout.gate },
      explanation: holdout.gate === null ? null : gateTexts[holdout.gate],
      fits: holdout.fits.map(fitJson),
      scores: holdout.scores,
      champion: holdout.champion,
    },
    chosen: { model: choice.model, because: choice.because, is_validated: choice.because === 'holdout' },
    [`expected_${horizon}_${unit}s`]: { orders: clv.expected_orders, amount: clv.expected_amount, mean_p_alive: clv.mean_p_alive },
  }
}
