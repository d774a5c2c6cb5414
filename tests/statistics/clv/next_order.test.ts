import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nbd } from '../../../statistics/btyd/nbd.ts'
import { daysToNextOrder } from '../../../statistics/clv/next_order.ts'

test('a constant rate waits by the truncated exponential distribution', () => {
  // Of those who order within 180 days, half have by t with 1 - e^(-t/60) = (1 - e^-3) / 2.
  const median = daysToNextOrder((days) => Math.exp(-days / 60), 180, 0.5)
  expect(median).toBeCloseTo(-60 * Math.log(1 - (1 - Math.exp(-3)) / 2), 2)
})

test('a Gamma mixture of rates waits by the Lomax distribution, truncated', () => {
  const [r, alpha, history] = [0.5, 12, { x: 3, t_x: 20, t_cal: 30 }]
  const median = daysToNextOrder((days) => nbd.noOrderProbability([r, alpha], history, days / 7), 180, 0.5)
  // Nobody has ordered after t weeks with ((alpha + T) / (alpha + T + t))^(r + x).
  const left = 1 - 0.5 * (1 - (42 / (42 + 180 / 7)) ** 3.5)
  expect(median / 7).toBeCloseTo(42 * (left ** (-1 / 3.5) - 1), 2)
})

test('a larger share waits longer, and no share waits longer than the horizon', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e4, noNaN: true }), fc.double({ min: 0.01, max: 0.98, noNaN: true }), (mean, share) => {
      const probability = (days: number) => Math.exp(-days / mean)
      const [one, other] = [share, share + 0.01].map((part) => daysToNextOrder(probability, 180, part)) as [number, number]
      expect(one).toBeGreaterThan(0)
      expect(other).toBeGreaterThanOrEqual(one)
      expect(other).toBeLessThanOrEqual(180)
    }),
  )
})
