import { digammaRise, logRising } from '../numeric/log_rising.ts'
import type { BtydModel } from './btyd_model.ts'
import { eventProbability } from './negative_binomial.ts'

/**
 * The NBD: customers order at random at rates ~ Gamma(r, alpha) and never drop out. Its likelihood is that of Fader, Hardie and Lee (2005)
 * without dropout, so that it can be compared with those of the other models.
 */
export const nbd: BtydModel = {
  name: 'nbd',
  parameters: ['r', 'alpha'],
  starts: (r, alpha) => [[r, alpha]],
  logLikelihood: ([r, alpha], { size, x, t_cal, weight, distinct_x, x_place }, gradient) => {
    const ofCount = distinct_x.map((count) => logRising(r!, count) - count * Math.log(alpha!))
    const rise = distinct_x.map((count) => digammaRise(r!, count))
    let [value, by_r, by_alpha] = [0, 0, 0]
    for (let row = 0; row < size; row++) {
      const times = weight[row]!
      const shape = r! + x[row]!
      const elapsed = Math.log1p(t_cal[row]! / alpha!)
      value += times * (ofCount[x_place[row]!]! - shape * elapsed)
      by_r += times * (rise[x_place[row]!]! - elapsed)
      by_alpha += times * (r! / alpha! - shape / (alpha! + t_cal[row]!))
    }
    gradient[0] = by_r
    gradient[1] = by_alpha
    return value
  },
  pAlive: () => 1,
  expectedOrders: ([r, alpha], { x, t_cal }, horizon) => ((r! + x) / (alpha! + t_cal)) * horizon,
  noOrderProbability: ([r, alpha], { x, t_cal }, horizon) => Math.exp(-(r! + x) * Math.log1p(horizon / (alpha! + t_cal))),
  countProbability: ([r, alpha], count, time) => eventProbability(r!, alpha!, time, count),
}
