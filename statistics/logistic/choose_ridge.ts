import { spread } from '../numeric/spread.ts'
import { fitLogistic, logOdds, type LogisticFit } from './fit_logistic.ts'
import { rowsAt, type Observations } from './observations.ts'

const ridges = [0.0001, 0.001, 0.01, 0.1, 1]
const folds = 5

/**
 * The ridge under which rows that were not fitted are most likely, by five-fold cross-validation: `folds_of[row]` in 0 … 4 must be the
 * same for all rows of a member, so that nobody is predicted from themselves. Of equally good ridges the larger one.
 */
export function chooseRidge(observations: Observations, folds_of: Uint8Array): number {
  const split = Array.from({ length: folds }, (_, fold) => {
    const isOut = (row: number) => folds_of[row] === fold
    const rows = [...folds_of.keys()]
    return {
      fitted: rowsAt(
        observations,
        rows.filter((row) => !isOut(row)),
      ),
      held: rowsAt(observations, rows.filter(isOut)),
    }
  })
  const losses = ridges.map((ridge) =>
    split.reduce((sum, { fitted, held }) => {
      const fit = fitLogistic(fitted, ridge)
      return sum + (fit ? loss(fit, held) : held.count * Math.LN2)
    }, 0),
  )
  return ridges[losses.lastIndexOf(Math.min(...losses))]!
}

/** The fold of a member, the same from night to night. */
export const foldOf = (one_id: number): number => Math.floor(folds * spread(one_id))

/** Minus the log-likelihood of rows. */
function loss(fit: LogisticFit, { count, features, outcomes }: Observations): number {
  let sum = 0
  for (let at = 0; at < count; at++) {
    const log_odds = logOdds(
      fit,
      features.map((values) => values[at]!),
    )
    sum += Math.max(log_odds, 0) + Math.log1p(Math.exp(-Math.abs(log_odds))) - outcomes[at]! * log_odds
  }
  return sum
}
