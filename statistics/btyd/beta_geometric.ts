import { digammaRise, logRising } from '../numeric/log_rising.ts'
import { logistic, softPlus } from '../numeric/soft_plus.ts'
import type { BtydModel } from './btyd_model.ts'
import type { Histories, History } from './histories.ts'
import { atLeastProbability, expectedOrdersOf } from './negative_binomial.ts'
import { sumWaits, waitWeights } from './waiting.ts'

/** BG/NBD: a customer may drop out after each repeat order (Fader, Hardie and Lee 2005, equation 6). */
export const bgNbd: BtydModel = { name: 'bg_nbd', ...betaGeometric(1, 0) }

/** MBG/NBD: a customer may drop out after the first order too (Batislam, Denizel and Filiztekin 2007). */
export const mbgNbd: BtydModel = { name: 'mbg_nbd', ...betaGeometric(1, 1) }

/** MBG/CNBD-k: as MBG/NBD, with times between orders ~ Erlang-k, more regular than random (Platzer and Reutterer 2016). */
export const mbgCnbd = (k: number): BtydModel => ({ name: 'cnbd_k', ...betaGeometric(k, 1) })

/**
 * Customers have rates ~ Gamma(r, alpha), of events of which every k-th is an order, and drop out after an order with a probability ~
 * Beta(a, b). `first` is 1 if they may drop out after the first order, and 0 if only after repeat orders.
 */
function betaGeometric(k: number, first: 0 | 1): Omit<BtydModel, 'name'> {
  /** ln of the odds of having dropped out after the last order, without the factor of time. */
  const dropOdds = (a: number, b: number, x: number) => (x + first === 0 ? -Infinity : Math.log(a / (b + x - 1 + first)))

  function pAlive([r, alpha, a, b]: readonly number[], { x, t_x, t_cal }: History): number {
    const shape = r! + k * x
    const odds = dropOdds(a!, b!, x) + shape * Math.log1p((t_cal - t_x) / (alpha! + t_x))
    return logistic(Math.log(sumWaits(k, shape, (t_cal - t_x) / (alpha! + t_cal))) - odds)
  }

  function logLikelihood([r, alpha, a, b]: readonly number[], histories: Histories, gradient: number[]): number {
    const { size, x, t_x, t_cal, weight, distinct_x, x_place, log_gap_sum } = histories
    const perCount = (by: (count: number) => number) => distinct_x.map(by)
    const flips = (count: number) => count + first
    const base = perCount(
      (x) =>
        logRising(r!, k * x) - k * x * Math.log(alpha!) + logRising(b!, flips(x)) - logRising(a! + b!, flips(x)) - x * logRising(1, k - 1),
    )
    const drop = perCount((x) => dropOdds(a!, b!, x))
    const rise_r = perCount((x) => digammaRise(r!, k * x))
    const rise_b = perCount((x) => digammaRise(b!, flips(x)))
    const rise_ab = perCount((x) => digammaRise(a! + b!, flips(x)))
    const wait = { sum: 1, by_shape: 0, by_share: 0 }
    let [value, by_r, by_alpha, by_a, by_b] = [(k - 1) * log_gap_sum, 0, 0, 0, 0]
    for (let row = 0; row < size; row++) {
      const place = x_place[row]!
      const [times, shape] = [weight[row]!, r! + k * x[row]!]
      const [end, last] = [alpha! + t_cal[row]!, alpha! + t_x[row]!]
      const elapsed = Math.log1p(t_cal[row]! / alpha!)
      const silent = Math.log1p((t_cal[row]! - t_x[row]!) / last)
      if (k > 1) waitWeights(k, shape, (t_cal[row]! - t_x[row]!) / end, wait)
      const odds = drop[place]! + shape * silent - (k > 1 ? Math.log(wait.sum) : 0)
      const dropped = logistic(odds)
      value += times * (base[place]! - shape * elapsed + (k > 1 ? Math.log(wait.sum) : 0) + softPlus(odds))
      by_r += times * (rise_r[place]! - elapsed + dropped * silent + (1 - dropped) * wait.by_shape)
      by_alpha += times * (r! / alpha! - shape / end + dropped * shape * (1 / end - 1 / last) - ((1 - dropped) * wait.by_share) / end)
      by_a += times * (dropped / a! - rise_ab[place]!)
      by_b += times * (rise_b[place]! - rise_ab[place]! - (dropped > 0 ? dropped / (b! + x[row]! - 1 + first) : 0))
    }
    for (const [at, derivative] of [by_r, by_alpha, by_a, by_b].entries()) gradient[at] = derivative
    return value
  }

  function expectedOrders(parameters: readonly number[], history: History, horizon: number): number {
    const [r, alpha, a, b] = parameters
    const { x, t_x, t_cal } = history
    const shape = r! + k * x
    const share = (t_cal - t_x) / (alpha! + t_cal)
    // Events since the last order are not seen: their number is one of 0 … k − 1, with these weights.
    let [weight, weights, expected] = [1, 0, 0]
    for (let stage = 0; stage < k; stage++) {
      expected += weight * expectedOrdersOf(shape + stage, alpha! + t_cal, horizon, k, stage, a!, b! + x + first)
      weights += weight
      weight *= ((shape + stage) / (stage + 1)) * share
    }
    return (pAlive(parameters, history) * expected) / weights
  }

  function noOrderProbability(parameters: readonly number[], history: History, horizon: number): number {
    const [r, alpha] = parameters
    const { x, t_x, t_cal } = history
    const shape = r! + k * x
    const end = alpha! + t_cal
    const waits = (until: number) => sumWaits(k, shape, (until - t_x) / (alpha! + until))
    const none = Math.exp(-shape * Math.log1p(horizon / end)) * (waits(t_cal + horizon) / waits(t_cal))
    const alive = pAlive(parameters, history)
    return Math.min(1, 1 - alive + alive * none)
  }

  function countProbability([r, alpha, a, b]: readonly number[], count: number, time: number): number {
    const stay = (orders: number) => Math.exp(logRising(b!, orders) - logRising(a! + b!, orders))
    const orders = count + first
    const reached = atLeastProbability(r!, alpha!, time, k * count)
    const passed = atLeastProbability(r!, alpha!, time, k * (count + 1))
    const dropped = orders === 0 ? 0 : (stay(orders - 1) * a!) / (a! + b! + orders - 1)
    return stay(orders) * (reached - passed) + dropped * reached
  }

  return {
    parameters: ['r', 'alpha', 'a', 'b'],
    starts: (r, alpha) => [
      [r, alpha, 0.5, 2],
      [r, alpha, 1, 10],
      [2 * r, 1.5 * alpha, 1, 1.5],
    ],
    ...{ logLikelihood, pAlive, expectedOrders, noOrderProbability, countProbability },
  }
}
