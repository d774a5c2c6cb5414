import { fitBtyd, type BtydFit } from '../btyd/fit_btyd.ts'
import type { BtydName } from '../btyd/btyd_model.ts'
import { groupHistories, type Histories } from '../btyd/histories.ts'
import { baselineForecasts, baselineNames, type BaselineName } from '../validation/baselines.ts'
import { scoreForecast, type Forecast, type Score } from '../validation/score_forecast.ts'
import { winner } from './champion.ts'
import { closedGate, type Gate } from './gates.ts'
import { countPurchases, summarise, type Purchases } from './purchases.ts'

export type Contender = BtydName | BaselineName

/** How the models and the baselines predicted the last part of the history from what was known before. */
export type Holdout = {
  /** The last day known to the models. */
  calibration_until: number
  customers: number
  actual_orders: number
  /** Why the models could not be tried; null if they were. */
  gate: Gate | null
  fits: BtydFit[]
  scores: ({ contender: Contender; is_used: boolean } & Score)[]
  /** The winner; null if nothing predicted the total within the limit. */
  champion: string | null
}

/** Splits at `until` minus the horizon (in days), fits before the split, and scores what came after it. */
export function tryHoldout(
  purchases: Purchases,
  { until, horizon_days, unit_days, models }: { until: number; horizon_days: number; unit_days: number; models: readonly BtydName[] },
): Holdout {
  const calibration_until = until - horizon_days
  const known = summarise(purchases, calibration_until, unit_days)
  const counts = countPurchases(purchases, calibration_until, until)
  const actual = Float64Array.from(known.customer, (customer) => counts[customer]!)
  const actual_orders = actual.reduce((sum, count) => sum + count, 0)
  const facts = { calibration_until, customers: known.size, actual_orders }
  const gate = closedGate(known, unit_days, horizon_days / 2) ?? (actual_orders === 0 ? 'no_orders_in_holdout' : null)
  if (gate !== null) return { ...facts, gate, fits: [], scores: [], champion: null }

  const horizon = horizon_days / unit_days
  const { histories, group } = groupHistories(known)
  const fits = fitBtyd(histories, models)
  const baselines = baselineForecasts(known, horizon)
  const scores = [
    ...fits.map((fit) => ({
      contender: fit.model as Contender,
      is_used: fit.boundary === null,
      ...scoreForecast(forecast(fit, histories, group, horizon), actual),
    })),
    ...baselineNames.map((name) => ({ contender: name as Contender, is_used: true, ...scoreForecast(baselines[name], actual) })),
  ]
  return { ...facts, gate: null, fits, scores, champion: winner(scores) }
}

/** What a fit expects of each customer, computed once for each different history. */
export function forecast({ used: { model, parameters } }: BtydFit, { size, x, t_x, t_cal }: Histories, group: Int32Array, horizon: number) {
  const [expected, no_order, alive] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  for (let row = 0; row < size; row++) {
    const history = { x: x[row]!, t_x: t_x[row]!, t_cal: t_cal[row]! }
    expected[row] = model.expectedOrders(parameters, history, horizon)
    no_order[row] = model.noOrderProbability(parameters, history, horizon)
    alive[row] = model.pAlive(parameters, history)
  }
  const spreadOut = (column: Float64Array) => Float64Array.from(group, (row) => column[row]!)
  return { expected: spreadOut(expected), no_order: spreadOut(no_order), alive: spreadOut(alive) } satisfies Forecast & {
    alive: Float64Array
  }
}
