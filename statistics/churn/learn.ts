import { calibrate, calibrated, type Calibration } from '../calibration/calibrate.ts'
import { chooseRidge } from '../logistic/choose_ridge.ts'
import { fitLogistic, logOdds, type LogisticFit } from '../logistic/fit_logistic.ts'
import type { Observations } from '../logistic/observations.ts'
import { areaUnderCurve } from '../validation/area_under_curve.ts'
import { brierScore } from '../validation/brier_score.ts'
import { topDecileLift } from '../validation/calibration_table.ts'

/** Members judged on one day: `folds` keeps each of them in one part of a cross-validation, `silence` are their days without a purchase. */
export type JudgedDay = Observations & { folds: Uint8Array; silence: Float64Array }

/** A churn model: a logistic regression, and what makes probabilities of its log-odds. */
export type ChurnModel = { fit: LogisticFit; calibration: Calibration }

/** How probabilities did on members whose next 90 days were known: the event is that no order came. */
export type ChurnScore = { auc: number; brier: number; lift: number; predicted_rate: number; observed_rate: number; silence_auc: number }

/** Why there is no model: the first gate that was closed. */
export type ChurnGate = 'too_short_history' | 'too_few_members' | 'too_few_churners' | 'too_few_buyers'

export type ChurnLearning = { status: 'fitted'; model: ChurnModel; score: ChurnScore; ridge: number } | { status: ChurnGate }

/** Members that a day must have. */
export const least_members = 500
/** Members of the rarer outcome for each feature: with a penalty five are enough (Vittinghoff and McCulloch 2007). */
export const least_per_feature = 5

/**
 * Learns from three days, each 90 days or more after the one before. The model that is tested was fitted on the first day, calibrated on the
 * second and scored on the third. The model that is used was then fitted on the first two days and calibrated on the third: nobody has seen
 * what it will be asked.
 */
export function learnChurn(training: JudgedDay, calibration: JudgedDay, test: JudgedDay): ChurnLearning {
  const closed = gate(training) ?? gate(calibration) ?? gate(test)
  if (closed) return { status: closed }
  const tested = fitModel(training, calibration)
  const used = fitModel(together(training, calibration), test)
  return { status: 'fitted', model: used, score: score(tested, test), ridge: used.ridge }
}

/** The probability that no order comes within 90 days. */
export const noOrderProbability = ({ fit, calibration }: ChurnModel, features: ArrayLike<number>): number =>
  calibrated(calibration, logOdds(fit, features))

function gate({ count, outcomes, features }: JudgedDay): ChurnGate | null {
  if (count === 0) return 'too_short_history'
  if (count < least_members) return 'too_few_members'
  const churners = (outcomes as Uint8Array).reduce((sum, outcome) => sum + outcome, 0)
  if (churners < least_per_feature * features.length) return 'too_few_churners'
  return count - churners < least_per_feature * features.length ? 'too_few_buyers' : null
}

function fitModel(fitted: JudgedDay, calibrating: JudgedDay): ChurnModel & { ridge: number } {
  const ridge = chooseRidge(fitted, fitted.folds)
  const fit = fitLogistic(fitted, ridge)!
  return { fit, ridge, calibration: calibrate(oddsOf(fit, calibrating), calibrating.outcomes as Uint8Array) }
}

function score({ fit, calibration }: ChurnModel, test: JudgedDay): ChurnScore {
  const probabilities = oddsOf(fit, test).map((odds) => calibrated(calibration, odds))
  const mean = (values: ArrayLike<number>) => (values as Float64Array).reduce((sum, value) => sum + value, 0) / values.length
  return {
    auc: areaUnderCurve(probabilities, test.outcomes)!,
    brier: brierScore(probabilities, test.outcomes)!,
    lift: topDecileLift(probabilities, test.outcomes)!,
    predicted_rate: mean(probabilities),
    observed_rate: mean(test.outcomes),
    silence_auc: areaUnderCurve(test.silence, test.outcomes)!,
  }
}

const oddsOf = (fit: LogisticFit, { count, features }: JudgedDay): Float64Array =>
  Float64Array.from({ length: count }, (_, row) =>
    logOdds(
      fit,
      features.map((values) => values[row]!),
    ),
  )

function together(one: JudgedDay, other: JudgedDay): JudgedDay {
  const both = (first: ArrayLike<number>, second: ArrayLike<number>) => Float64Array.from([...Array.from(first), ...Array.from(second)])
  return {
    count: one.count + other.count,
    features: one.features.map((values, place) => both(values, other.features[place]!)),
    outcomes: both(one.outcomes, other.outcomes),
    folds: Uint8Array.from([...one.folds, ...other.folds]),
    silence: both(one.silence, other.silence),
  }
}
