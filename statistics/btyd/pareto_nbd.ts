import { nodes, weights } from '../numeric/gauss_legendre.ts'
import { digammaRise, logRising } from '../numeric/log_rising.ts'
import type { BtydModel } from './btyd_model.ts'
import type { Histories, History } from './histories.ts'
import { eventProbability } from './negative_binomial.ts'
import { integratePareto, type ParetoIntegral } from './pareto_integral.ts'

const emptyIntegral = (): ParetoIntegral => ({ whole: 0, log_alpha: 0, log_beta: 0, over_alpha: 0, over_beta: 0 })

/**
 * Pareto/NBD: customers order at rates ~ Gamma(r, alpha) and drop out at any time, at rates ~ Gamma(s, beta) (Schmittlein, Morrison and
 * Colombo 1987). The likelihood is the sum of two cases: alive at the end, or dropped out between the last order and the end.
 */
export const paretoNbd: BtydModel = {
  name: 'pareto_nbd',
  parameters: ['r', 'alpha', 's', 'beta'],
  starts: (r, alpha) => [
    [r, alpha, 0.5, alpha],
    [2 * r, 1.5 * alpha, 1, 5 * alpha],
    [r, alpha, 0.1, alpha / 5],
  ],
  logLikelihood,
  pAlive,
  expectedOrders: (parameters, history, horizon) => {
    const [r, alpha, s, beta] = parameters
    const ordersPerTime = (r! + history.x) / (alpha! + history.t_cal)
    return pAlive(parameters, history) * ordersPerTime * timeAlive(s!, beta! + history.t_cal, horizon)
  },
  // A customer may drop out within the horizon: one who orders does so before dropping out.
  noOrderProbability: (parameters, history, horizon) => {
    const [r, alpha, s, beta] = parameters
    const { x, t_cal } = history
    const shape = r! + x
    const integral = emptyIntegral()
    integratePareto([alpha!, shape + 1], [beta!, s!], t_cal, [t_cal, t_cal + horizon], integral)
    const orders = (shape / (alpha! + t_cal)) * integral.whole
    return Math.max(0, 1 - pAlive(parameters, history) * Math.min(1, orders))
  },
  countProbability,
}

function logLikelihood([r, alpha, s, beta]: readonly number[], histories: Histories, gradient: number[]): number {
  const { size, x, t_x, t_cal, weight, distinct_x, x_place } = histories
  const ofCount = distinct_x.map((count) => logRising(r!, count) - count * Math.log(alpha!))
  const rise = distinct_x.map((count) => digammaRise(r!, count))
  const integral = emptyIntegral()
  let [value, by_r, by_alpha, by_s, by_beta] = [0, 0, 0, 0, 0]
  for (let row = 0; row < size; row++) {
    const [times, place, shape] = [weight[row]!, x_place[row]!, r! + x[row]!]
    const [last, end] = [t_x[row]!, t_cal[row]!]
    integratePareto([alpha!, shape], [beta!, s! + 1], last, [last, end], integral)
    // Both cases are divided by their height at the last order.
    const silent = Math.log((alpha! + end) / (alpha! + last))
    const alive = Math.exp(-shape * silent - s! * Math.log((beta! + end) / (beta! + last))) * (beta! + last)
    const sum = alive + s! * integral.whole
    const [log_alpha, log_beta] = [Math.log(alpha!), Math.log(beta!)]
    value += times * (ofCount[place]! - shape * Math.log1p(last / alpha!) - s! * Math.log1p(last / beta!) + Math.log(sum / (beta! + last)))
    by_r += times * (rise[place]! + log_alpha - (Math.log(alpha! + end) * alive + s! * integral.log_alpha) / sum)
    by_alpha += times * (r! / alpha! - (shape * (alive / (alpha! + end) + s! * integral.over_alpha)) / sum)
    by_s += times * (log_beta + (integral.whole - Math.log(beta! + end) * alive - s! * integral.log_beta) / sum)
    by_beta += times * (s! / beta! - (s! * (alive / (beta! + end) + (s! + 1) * integral.over_beta)) / sum)
  }
  for (const [at, derivative] of [by_r, by_alpha, by_s, by_beta].entries()) gradient[at] = derivative
  return value
}

function pAlive([r, alpha, s, beta]: readonly number[], { x, t_x, t_cal }: History): number {
  const integral = emptyIntegral()
  integratePareto([alpha!, r! + x], [beta!, s! + 1], t_x, [t_x, t_cal], integral)
  const silent = (r! + x) * Math.log((alpha! + t_cal) / (alpha! + t_x)) + s! * Math.log((beta! + t_cal) / (beta! + t_x))
  const alive = Math.exp(-silent) * (beta! + t_x)
  return alive / (alive + s! * integral.whole)
}

/** Expected time alive within `horizon`: the integral of (beta / (beta + u))^s, also at s = 1. */
function timeAlive(s: number, beta: number, horizon: number): number {
  const span = Math.log1p(horizon / beta)
  return s === 1 ? beta * span : (beta * Math.expm1((1 - s) * span)) / (1 - s)
}

function countProbability([r, alpha, s, beta]: readonly number[], count: number, time: number): number {
  // Alive until the end, or dropped out at u after `count` orders.
  let probability = Math.exp(-s! * Math.log1p(time / beta!)) * eventProbability(r!, alpha!, time, count)
  const panels = 20
  for (let panel = 0; panel < panels; panel++) {
    for (let node = 0; node < 10; node++) {
      const dropped_at = (time * (panel + nodes[node]!)) / panels
      const density = (s! / (beta! + dropped_at)) * Math.exp(-s! * Math.log1p(dropped_at / beta!))
      probability += ((time * weights[node]!) / panels) * density * eventProbability(r!, alpha!, dropped_at, count)
    }
  }
  return probability
}

/** Expected orders after `t_cal`, for ever, discounted continuously at `rate` (DERT; Fader, Hardie and Lee 2005b, equation 2). */
export function discountedOrders(parameters: readonly number[], history: History, rate: number): number {
  const [r, alpha, s, beta] = parameters
  const end = beta! + history.t_cal
  // Over v = ln(end + u), until the discount is negligible.
  const length = Math.log1p(40 / (rate * end))
  const panels = Math.ceil(length * 4) + 8
  let sum = 0
  for (let panel = 0; panel < panels; panel++) {
    for (let node = 0; node < 10; node++) {
      const later = end * Math.expm1((length * (panel + nodes[node]!)) / panels)
      sum += weights[node]! * (end + later) * Math.exp(-rate * later - s! * Math.log1p(later / end))
    }
  }
  return (pAlive(parameters, history) * (r! + history.x) * sum * length) / panels / (alpha! + history.t_cal)
}
