import { fitIsotonic, isotonicValue, type Isotonic } from './isotonic.ts'
import { fitPlatt, plattValue, type Platt } from './platt.ts'

/** What turns a score into a probability. */
export type Calibration = Isotonic | Platt

/** Events from which on a step function is better than a curve of two parameters (Niculescu-Mizil and Caruana 2005). */
const least_events = 1_000

/**
 * Calibrates scores by the outcomes of a period that the scores were not made from: by isotonic regression with 1,000 events and as many
 * rows without one, by Platt's scaling below.
 */
export function calibrate(scores: Float64Array, outcomes: Uint8Array): Calibration {
  const events = outcomes.reduce((sum, outcome) => sum + outcome, 0)
  const rarer = Math.min(events, outcomes.length - events)
  return rarer < least_events ? fitPlatt(scores, outcomes) : fitIsotonic(scores, outcomes)
}

/** The probability of a score. */
export function calibrated(calibration: Calibration, score: number): number {
  return calibration.method === 'platt' ? plattValue(calibration, score) : isotonicValue(calibration, score)
}
