import { fitLogistic, logOdds, probabilityOf } from '../logistic/fit_logistic.ts'

/** The probability of a score is the logistic function of `intercept` + `slope` × score. */
export type Platt = { method: 'platt'; intercept: number; slope: number }

/**
 * Platt's scaling: a logistic regression of the outcomes on the scores, in which a row with the event counts as (events + 1) / (events + 2) of
 * one, and a row without it as 1 / (others + 2), so that few rows do not give certainty (Platt 1999, section 2.2).
 */
export function fitPlatt(scores: Float64Array, outcomes: Uint8Array): Platt {
  const count = scores.length
  const events = outcomes.reduce((sum, outcome) => sum + outcome, 0)
  const [happened, not] = [(events + 1) / (events + 2), 1 / (count - events + 2)]
  const targets = Float64Array.from(outcomes, (outcome) => (outcome ? happened : not))
  const fit = fitLogistic({ count, features: [scores], outcomes: targets }, 1e-6)!
  const intercept = logOdds(fit, [0])
  return { method: 'platt', intercept, slope: logOdds(fit, [1]) - intercept }
}

/** The probability of a score. */
export const plattValue = ({ intercept, slope }: Platt, score: number): number => probabilityOf(intercept + slope * score)
