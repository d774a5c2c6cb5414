import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areaUnderCurve } from '../../../statistics/validation/area_under_curve.ts'
import { brierScore } from '../../../statistics/validation/brier_score.ts'
import { calibrationTable, topDecileLift } from '../../../statistics/validation/calibration_table.ts'

const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1 })), { minLength: 1, maxLength: 30 })

test('the area under the curve is the share of pairs in the right order, ties counting half', () => {
  fc.assert(
    fc.property(rows, (rows) => {
      const pairs = rows.flatMap(([high, came]) =>
        rows.filter(([, other]) => came === 1 && other === 0).map(([low]) => Math.sign(high - low)),
      )
      const expected = pairs.length === 0 ? null : pairs.reduce((sum, sign) => sum + (sign + 1) / 2, 0) / pairs.length
      const area = areaUnderCurve(
        rows.map(([score]) => score),
        rows.map(([, outcome]) => outcome),
      )
      if (expected === null) expect(area).toBeNull()
      else expect(area).toBeCloseTo(expected, 12)
    }),
  )
})

test('the Brier score of certain and right predictions is 0, of a coin 0.25, and of nothing null', () => {
  expect(brierScore([1, 0], [1, 0])).toBe(0)
  expect(brierScore([0.5, 0.5, 0.5], [1, 0, 0])).toBe(0.25)
  expect(brierScore([], [])).toBeNull()
})

test('the tenths of a calibration table hold all rows once, and equal predictions are in one tenth', () => {
  fc.assert(
    fc.property(rows, (rows) => {
      const table = calibrationTable(
        rows.map(([score]) => score),
        rows.map(([, outcome]) => outcome),
      )
      expect(table.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length)
      const came = table.reduce((sum, { count, observed }) => sum + count * observed, 0)
      expect(came).toBeCloseTo(
        rows.reduce((sum, [, outcome]) => sum + outcome, 0),
        9,
      )
      for (const [place, { predicted }] of table.slice(1).entries()) expect(predicted).toBeGreaterThan(table[place]!.predicted)
    }),
  )
  expect(calibrationTable([3, 3, 3, 3], [1, 0, 0, 1])).toEqual([{ decile: 1, count: 4, predicted: 3, observed: 0.5 }])
})

test('the lift of the top tenth is its mean over the mean of all', () => {
  const scores = Array.from({ length: 100 }, (_, row) => row)
  expect(
    topDecileLift(
      scores,
      scores.map((score) => (score >= 90 || score < 10 ? 1 : 0)),
    ),
  ).toBeCloseTo(5, 12)
  expect(topDecileLift([1, 2], [0, 0])).toBeNull()
  expect(topDecileLift([], [])).toBeNull()
})
