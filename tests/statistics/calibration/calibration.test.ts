import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrate, calibrated } from '../../../statistics/calibration/calibrate.ts'
import { fitIsotonic, isotonicValue } from '../../../statistics/calibration/isotonic.ts'
import { fitPlatt, plattValue } from '../../../statistics/calibration/platt.ts'
import { probabilityOf } from '../../../statistics/logistic/fit_logistic.ts'

const rows = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 1 })), { minLength: 1, maxLength: 40 })
const columns = (rows: [number, number][]) =>
  [Float64Array.from(rows, ([score]) => score), Uint8Array.from(rows, ([, outcome]) => outcome)] as const

test('isotonic regression pools what falls', () => {
  const fit = fitIsotonic(Float64Array.from([1, 2, 3, 4, 5, 6]), Uint8Array.from([0, 1, 0, 1, 1, 1]))
  expect(isotonicValue(fit, 1)).toBeCloseTo(0.5 / 6, 12)
  expect(isotonicValue(fit, 2)).toBe(0.5)
  expect(isotonicValue(fit, 3)).toBe(0.5)
  expect(isotonicValue(fit, 4)).toBeCloseTo(1 - 0.5 / 6, 12)
  expect(isotonicValue(fit, 3.5)).toBeCloseTo((0.5 + 1 - 0.5 / 6) / 2, 12)
  expect([isotonicValue(fit, -9), isotonicValue(fit, 9)]).toEqual([isotonicValue(fit, 1), isotonicValue(fit, 6)])
})

test('a calibration never falls, stays inside 0 and 1, and gives equal scores equal probabilities in any order of the rows', () => {
  fc.assert(
    fc.property(rows, (rows) => {
      for (const fit of [fitIsotonic, fitPlatt, calibrate]) {
        const one = fit(...columns(rows))
        const other = fit(...columns(rows.toReversed()))
        for (const score of [-3, -1.5, 0, 2, 3]) {
          const probability = calibrated(one, score)
          expect(probability).toBeGreaterThan(0)
          expect(probability).toBeLessThan(1)
          expect(calibrated(other, score)).toBeCloseTo(probability, 6)
        }
        if (one.method === 'isotonic')
          for (let score = -3; score < 3; score += 0.5) expect(calibrated(one, score + 0.5)).toBeGreaterThanOrEqual(calibrated(one, score))
      }
    }),
  )
})

test('the mean of calibrated scores is the share of events', () => {
  const scores = Float64Array.from({ length: 5_000 }, (_, row) => (row % 100) / 25 - 2)
  const outcomes = Uint8Array.from(scores, (score, row) => (((row * 7919) % 5_003) / 5_003 < probabilityOf(2 * score - 1) ? 1 : 0))
  const share = outcomes.reduce((sum, outcome) => sum + outcome, 0) / 5_000
  for (const method of ['platt', 'isotonic'] as const) {
    const fit = method === 'platt' ? fitPlatt(scores, outcomes) : fitIsotonic(scores, outcomes)
    const mean = scores.reduce((sum, score) => sum + calibrated(fit, score), 0) / 5_000
    expect(mean).toBeCloseTo(share, 3)
  }
  expect(plattValue(fitPlatt(scores, outcomes), 0)).toBeCloseTo(probabilityOf(-1), 1)
})

test('Platt below a thousand churners, isotonic from there on', () => {
  const made = (count: number) => columns(Array.from({ length: 2 * count }, (_, row) => [row, row % 2] as [number, number]))
  expect(calibrate(...made(999)).method).toBe('platt')
  expect(calibrate(...made(1_000)).method).toBe('isotonic')
})

test('without an event there is a small probability, and not none', () => {
  expect(calibrated(calibrate(Float64Array.from([1, 2, 3]), new Uint8Array(3)), 2)).toBeCloseTo(1 / 5, 6)
})
