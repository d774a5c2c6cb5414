import { btydNames } from '../btyd/btyd_model.ts'
import { fitBtyd, type BtydFit } from '../btyd/fit_btyd.ts'
import { fitAmounts } from '../btyd/gamma_gamma.ts'
import { groupHistories } from '../btyd/histories.ts'
import { baselineNames, meanRate } from '../validation/baselines.ts'
import { nextChampion, type Judged } from './champion.ts'
import { repeatAmounts } from './fit_clv.ts'
import { closedGate } from './gates.ts'
import { tryHoldout } from './holdout.ts'
import { summarise, type Purchases } from './purchases.ts'

/** The unit of time of the models in the warehouse, and the horizon on which they are tried. */
export const [unit_days, horizon_days] = [7, 90]

/** What is remembered of a contender in a month. */
export type MonthFit = Judged & { is_champion: boolean } & Record<string, unknown>

/**
 * Fits all models to the purchases before a month, tries them on the 90 days before it, and crowns one. `start` is the day of the month's start;
 * `before` is what was remembered of the month before.
 */
export function fitMonth(purchases: Purchases, start: number, before: readonly MonthFit[]): MonthFit[] {
  const until = start - 1
  const known = summarise(purchases, until, unit_days)
  const gate = closedGate(known, unit_days)
  const fits = gate === null ? fitBtyd(groupHistories(known).histories, btydNames) : []
  const holdout = tryHoldout(purchases, { until, horizon_days, unit_days, models: btydNames })
  const amounts = fitAmounts(repeatAmounts(known))

  const judged = holdout.scores.map((score) => ({ ...score, is_used: score.is_used && usableIn(fits, score.contender) }))
  const crowned = before.find(({ is_champion }) => is_champion)
  const validated = nextChampion(judged, crowned === undefined ? null : { champion: crowned.contender, scores: before })
  const fallback = fits
    .filter(({ boundary }) => boundary === null)
    .reduce((best, fit) => (best && best.bic <= fit.bic ? best : fit), fits[0])
  const champion = validated ?? fallback?.model ?? 'mean'
  const because = validated !== null ? 'holdout' : fallback !== undefined ? 'fallback_by_bic' : 'gate'

  const rate = { rate: meanRate(known) }
  const contenders = [...btydNames, ...baselineNames].map((contender): MonthFit => {
    const fit = fits.find(({ model }) => model === contender)
    const score = judged.find((score) => score.contender === contender)
    const isModel = btydNames.some((name) => name === contender)
    return {
      contender,
      is_champion: contender === champion,
      chosen_because: contender === champion ? because : null,
      status: fit === undefined ? (isModel ? gate : 'baseline') : (fit.boundary ?? 'fitted'),
      holdout_status: holdout.gate ?? 'tried',
      ...{ customer_count: known.size, repeat_customer_count: known.x.filter((x) => x > 0).length },
      parameters: fit === undefined ? (contender === 'mean' || contender === 'x_over_t' ? rate : null) : used(fit),
      ...{ log_likelihood: fit?.log_likelihood ?? null, bic: fit?.bic ?? null, standard_errors: fit?.standard_errors ?? null },
      ...{ tested_customer_count: holdout.customers, actual_order_count: holdout.actual_orders },
      is_used: score?.is_used ?? false,
      expected_order_count: score?.expected_orders ?? null,
      ...{ bias: score?.bias ?? null, poisson_deviance: score?.poisson_deviance ?? null },
      ...{ mean_absolute_error: score?.mean_absolute_error ?? null, auc: score?.auc ?? null, brier: score?.brier ?? null },
    }
  })
  const gamma: MonthFit = {
    ...{ contender: 'gamma_gamma', is_champion: false, is_used: false, bias: null, poisson_deviance: null },
    ...{ chosen_because: null, status: amounts.boundary ?? 'fitted', holdout_status: null },
    ...{ customer_count: amounts.customers, repeat_customer_count: amounts.customers },
    parameters: {
      ...amounts.fit?.parameters,
      mean_amount: amounts.mean_amount,
      correlation: amounts.correlation,
      boundary: amounts.boundary,
    },
    ...{ log_likelihood: amounts.fit?.log_likelihood ?? null, bic: null, standard_errors: amounts.fit?.standard_errors ?? null },
    ...{ tested_customer_count: null, actual_order_count: null, expected_order_count: null },
    ...{ mean_absolute_error: null, auc: null, brier: null },
  }
  return [...contenders, gamma]
}

/** Rankings forecast no counts, and `order_count` none for a single member: neither can be champion, nor a model without a fit of its own. */
const usableIn = (fits: readonly BtydFit[], contender: string) =>
  contender === 'mean' || contender === 'x_over_t' || fits.some(({ model, boundary }) => model === contender && boundary === null)

const used = ({ used: { model, parameters }, k }: BtydFit) => ({ model: model.name, k, values: parameters })
