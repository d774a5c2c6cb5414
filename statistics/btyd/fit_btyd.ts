import { fitLikelihood, type LikelihoodFit } from '../numeric/fit_likelihood.ts'
import { bgNbd, mbgCnbd, mbgNbd } from './beta_geometric.ts'
import type { BtydModel, BtydName } from './btyd_model.ts'
import { sampleHistories, type Histories } from './histories.ts'
import { nbd } from './nbd.ts'
import { paretoNbd } from './pareto_nbd.ts'

/**
 * Why the fit of a model is not used. `no_dropout` and `not_converged`: the NBD predicts in its place; `not_regular`: orders are not more
 * regular than random, and the MBG/NBD predicts.
 */
export type Boundary = 'no_dropout' | 'not_regular' | 'not_converged'

/** A fitted model. Where `boundary` is not null, `used` is another model. */
export type BtydFit = LikelihoodFit & {
  model: BtydName
  k: number
  /** Schwarz' criterion: less is better. */
  bic: number
  boundary: Boundary | null
  /** Parameters that are not identified, although predictions are: all customers order, or drop out, at nearly the same rate. */
  alike: ('rates' | 'dropout')[]
  used: { model: BtydModel; parameters: number[] }
}

const customers = ({ weight }: Histories) => weight.reduce((sum, times) => sum + times, 0)

// Of r and alpha, the mean rate is better known than either; so are the mean dropout of a and b, and of s and beta.
const ridgesOf = (count: number) =>
  [
    [1, 0, 0, 0],
    [1, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 1, 1],
  ]
    .slice(0, count)
    .map((row) => row.slice(0, count))

const sample_size = 10_000
const most_k = 12

/** Fits the NBD and the other models that are asked for. The histories must have a customer with a repeat order. */
export function fitBtyd(histories: Histories, names: readonly BtydName[]): BtydFit[] {
  const sample = sampleHistories(histories, sample_size)
  const rate = moments(histories)
  const base = fitOne(nbd, 1, histories, sample, rate.r, rate.alpha)
  const fits = names
    .filter((name) => name !== 'nbd')
    .map((name) =>
      withFallback(name === 'cnbd_k' ? fitRegular(histories, sample, base) : fitFrom(base, modelOf(name), 1, histories, sample), base),
    )
  return [base, ...fits]
}

/** The model of a name; `k` matters to cnbd_k alone. */
export const modelOf = (name: BtydName, k = 1): BtydModel =>
  ({ nbd, bg_nbd: bgNbd, mbg_nbd: mbgNbd, pareto_nbd: paretoNbd, cnbd_k: mbgCnbd(k) })[name]

/** MBG/CNBD-k with the k from 1 that has the largest likelihood: it is tried up to the first k that has a smaller one. */
function fitRegular(histories: Histories, sample: Histories, base: BtydFit): BtydFit {
  let best = fitFrom(base, mbgCnbd(1), 1, histories, sample)
  for (let k = 2; k <= most_k; k++) {
    const fit = fitFrom(base, mbgCnbd(k), k, histories, sample)
    if (fit.log_likelihood <= best.log_likelihood) break
    best = fit
  }
  return best
}

const fitFrom = ({ parameters }: BtydFit, model: BtydModel, k: number, histories: Histories, sample: Histories) =>
  fitOne(model, k, histories, sample, parameters['r']!, parameters['alpha']!)

function fitOne(model: BtydModel, k: number, histories: Histories, sample: Histories, r: number, alpha: number): BtydFit {
  // The border of the search is a factor of 100,000 from the start: it begins at a usual shape, whatever that of the NBD is.
  const shape = Math.max(0.1, Math.min(r, 3))
  const starts = model.starts(shape, (k * shape * alpha) / r)
  const fit = fitLikelihood({ ...model, ridges: ridgesOf(model.parameters.length), data: histories, sample, customers, starts })
  const count = model.parameters.length + (model.name === 'cnbd_k' ? 1 : 0)
  return {
    model: model.name,
    k,
    ...fit,
    bic: count * Math.log(customers(histories)) - 2 * fit.log_likelihood,
    boundary: null,
    alike: alikeIn(fit.parameters),
    used: { model, parameters: model.parameters.map((name) => fit.parameters[name]!) },
  }
}

// Rates of which the standard deviation is under 3 % of the mean.
const nearly_equal = 1000

function alikeIn({ r, a, b, s }: Record<string, number>): BtydFit['alike'] {
  const dropout = (a !== undefined && b !== undefined && a + b > nearly_equal) || (s !== undefined && s > nearly_equal)
  return [...(r! > nearly_equal ? ['rates' as const] : []), ...(dropout ? ['dropout' as const] : [])]
}

/** Dropout has two parameters: unless the likelihood gains what they cost by BIC, no dropout can be seen, and they are not identified. */
function withFallback(fit: BtydFit, base: BtydFit): BtydFit {
  if (fit.bic >= base.bic) return { ...fit, boundary: 'no_dropout', used: base.used }
  if (!fit.is_converged) return { ...fit, boundary: 'not_converged', used: base.used }
  if (fit.model === 'cnbd_k' && fit.k === 1) return { ...fit, boundary: 'not_regular', used: { ...fit.used, model: mbgNbd } }
  return fit
}

/** Starting values of the NBD: the mean rate, of a Gamma with a shape of one half. */
function moments({ size, x, t_cal, weight }: Histories): { r: number; alpha: number } {
  let [orders, time] = [0, 0]
  for (let row = 0; row < size; row++) {
    orders += weight[row]! * x[row]!
    time += weight[row]! * t_cal[row]!
  }
  return { r: 0.5, alpha: (0.5 * time) / orders }
}
