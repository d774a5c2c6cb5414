import { btydNames, type BtydName } from '../btyd/btyd_model.ts'
import { expectedAmount, fitAmounts, type AmountFit } from '../btyd/gamma_gamma.ts'
import { fitBtyd, type BtydFit } from '../btyd/fit_btyd.ts'
import { groupHistories } from '../btyd/histories.ts'
import { baselineForecasts } from '../validation/baselines.ts'
import { closedGate, type Gate } from './gates.ts'
import { forecast, tryHoldout, type Holdout } from './holdout.ts'
import { summarise, type Purchases, type Summary } from './purchases.ts'

export type ClvQuestion = {
  /** The last day that counts. */
  until: number
  /** How far ahead, in days; also the length of the holdout. */
  horizon_days: number
  unit_days: number
  models: readonly BtydName[]
}

/** Which model predicts, and why: it won the holdout; it is the fallback by BIC; or a gate closed and everybody has the mean rate. */
export type Choice = { model: string; because: 'holdout' | 'fallback_by_bic' | 'gate' }

export type ClvFit = {
  customers: number
  repeat_customers: number
  orders: number
  gate: Gate | null
  fits: BtydFit[]
  amount: AmountFit
  holdout: Holdout
  choice: Choice
  /** Sums over all customers by the chosen model, within the horizon after `until`. */
  expected_orders: number
  expected_amount: number | null
  mean_p_alive: number | null
}

/** Fits all models to the purchases up to `until`, tries them on a holdout, and chooses one. */
export function fitClv(purchases: Purchases, question: ClvQuestion): ClvFit {
  const { until, horizon_days, unit_days, models } = question
  const known = summarise(purchases, until, unit_days)
  const gate = closedGate(known, unit_days)
  const { histories, group } = groupHistories(known)
  const fits = gate === null ? fitBtyd(histories, models) : []
  const amount = fitAmounts(repeatAmounts(known))
  const holdout = tryHoldout(purchases, question)
  const choice = choose(gate, fits, holdout)

  const horizon = horizon_days / unit_days
  const chosen = fits.find(({ model }) => model === choice.model)
  const predicted = chosen === undefined ? null : forecast(chosen, histories, group, horizon)
  const baseline = predicted === null ? baselineForecasts(known, horizon)[choice.model as 'mean'] : null
  const expected = predicted?.expected ?? (baseline !== null && 'expected' in baseline ? baseline.expected : new Float64Array(known.size))
  const amountModel = { ...amount, ...amount.fit?.parameters }
  const amounts = [...known.x].map((x, row) => expectedAmount(amountModel, x, known.mean_repeat_amount[row]!))
  const sum = (values: Iterable<number>) => {
    let total = 0
    for (const value of values) total += value
    return total
  }
  return {
    customers: known.size,
    repeat_customers: sum(known.x.map((x) => (x > 0 ? 1 : 0))),
    orders: sum(known.x) + known.size,
    gate,
    fits,
    amount,
    holdout,
    choice,
    expected_orders: sum(expected),
    expected_amount: amounts.some((each) => each === null) ? null : sum(amounts.map((each, row) => each! * expected[row]!)),
    mean_p_alive: predicted === null || known.size === 0 ? null : sum(predicted.alive) / known.size,
  }
}

/** The winner of the holdout. If there is none: the model with the least BIC; the mean rate where nothing was fitted. */
function choose(gate: Gate | null, fits: readonly BtydFit[], { champion }: Holdout): Choice {
  if (gate !== null) return { model: 'mean', because: 'gate' }
  const usable = fits.filter(({ boundary }) => boundary === null)
  const isBaseline = champion !== null && !btydNames.includes(champion as BtydName)
  if (champion !== null && (isBaseline || usable.some(({ model }) => model === champion))) return { model: champion, because: 'holdout' }
  return { model: usable.reduce((best, fit) => (fit.bic < best.bic ? fit : best)).model, because: 'fallback_by_bic' }
}

/** The customers with a repeat order and a positive mean amount of them. */
export function repeatAmounts({ x, mean_repeat_amount }: Summary) {
  const isCounted = (_: number, row: number) => x[row]! > 0 && mean_repeat_amount[row]! > 0
  return { x: x.filter(isCounted), mean: mean_repeat_amount.filter(isCounted) }
}
