import type { Histories, History } from './histories.ts'

/** The models, as they are named in results. `cnbd_k` is the MBG/CNBD-k. */
export const btydNames = ['nbd', 'bg_nbd', 'mbg_nbd', 'pareto_nbd', 'cnbd_k'] as const
export type BtydName = (typeof btydNames)[number]

/** A model of how customers order until they drop out. Its parameters are positive, in the order of `parameters`. */
export type BtydModel = {
  name: BtydName
  parameters: readonly string[]
  /** Where to look for the best parameters, given r and alpha of the NBD. */
  starts: (r: number, alpha: number) => number[][]
  /** The log-likelihood; sets `gradient` to its derivatives by the parameters. */
  logLikelihood: (parameters: readonly number[], histories: Histories, gradient: number[]) => number
  /** Probability that a customer has not dropped out. */
  pAlive: (parameters: readonly number[], history: History) => number
  /** Expected orders within `horizon` after `t_cal`. Of a customer without a history (zeros): expected repeat orders. */
  expectedOrders: (parameters: readonly number[], history: History, horizon: number) => number
  /** Probability of no order within `horizon` after `t_cal`. */
  noOrderProbability: (parameters: readonly number[], history: History, horizon: number) => number
  /** Probability of `count` repeat orders within `time` of the first order. */
  countProbability: (parameters: readonly number[], count: number, time: number) => number
}
