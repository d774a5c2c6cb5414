import type { Boundary } from '../../statistics/btyd/fit_btyd.ts'
import type { AmountBoundary } from '../../statistics/btyd/gamma_gamma.ts'
import { least, type Gate } from '../../statistics/clv/gates.ts'

/** Each gate that may close, in words. */
export const gateTexts: Record<Gate, string> = {
  no_orders: 'there are no orders',
  short_history: `the history is shorter than ${least.days} days, or than half of what is to be predicted`,
  too_few_customers: `there are fewer than ${least.customers} customers`,
  too_few_repeat_customers: `fewer than ${least.repeat_customers} customers ordered again`,
  no_orders_in_holdout: 'nobody ordered in the holdout',
}

/** Why the fit of a model is not used, in words. */
export const boundaryTexts: Record<Boundary, string> = {
  no_dropout: 'no dropout found (the likelihood gains less than two parameters cost): the NBD predicts',
  not_regular: 'orders are not more regular than random (k = 1): it is the MBG/NBD',
  not_converged: 'the fit did not converge: the NBD predicts',
}

/** Why Gamma-Gamma is not used, in words. */
export const amountTexts: Record<AmountBoundary, string> = {
  too_few_customers: 'too few customers with repeat orders of a positive amount: the mean amount predicts',
  equal_amounts: 'all customers have the same mean amount: it predicts',
  heavy_tail: 'q of Gamma-Gamma is near 1, and its mean is far from that of the customers, which takes its place',
  no_finite_mean: 'q is not above 1, so that expected amounts would be infinite or negative: the mean amount predicts',
  not_converged: 'the fit did not converge: the mean amount predicts',
}
