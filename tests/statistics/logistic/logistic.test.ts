import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseRidge, foldOf } from '../../../statistics/logistic/choose_ridge.ts'
import { fitLogistic, logOdds, probabilityOf } from '../../../statistics/logistic/fit_logistic.ts'
import { scaleOf } from '../../../statistics/logistic/standardise.ts'

/** Numbers of 0 … 1 that are the same each time. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed | 0
  for (;;) {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Rows whose log-odds are known: -0.5 + 1.2 × the first feature - 0.8 × the second, the third being noise. */
function simulated(count: number, seed = 1) {
  const random = numbers(seed)
  const next = () => random.next().value
  const normal = () => Math.sqrt(-2 * Math.log(next() || 1e-12)) * Math.cos(2 * Math.PI * next())
  const features = [0, 1, 2].map(() => Float64Array.from({ length: count }, normal))
  const outcomes = Uint8Array.from({ length: count }, (_, row) =>
    next() < probabilityOf(-0.5 + 1.2 * features[0]![row]! - 0.8 * features[1]![row]!) ? 1 : 0,
  )
  return { count, features, outcomes }
}

test('the coefficients that rows were made with are found again', () => {
  const fit = fitLogistic(simulated(20_000), 0)!
  const perUnit = fit.coefficients.map((coefficient, place) => coefficient / fit.scales[place]!.deviation)
  expect(perUnit[0]).toBeCloseTo(1.2, 1)
  expect(perUnit[1]).toBeCloseTo(-0.8, 1)
  expect(perUnit[2]).toBeCloseTo(0, 1)
  expect(logOdds(fit, [0, 0, 0])).toBeCloseTo(-0.5, 1)
  expect(fit.gradient).toBeLessThan(1e-9)
})

test('one yes-or-no feature has the log-odds of a two-by-two table', () => {
  // 30 of 40 with it and 10 of 60 without it: log(3) - log(0.2).
  const feature = Float64Array.from({ length: 100 }, (_, row) => (row < 40 ? 1 : 0))
  const outcomes = Uint8Array.from({ length: 100 }, (_, row) => (row < 30 || row >= 90 ? 1 : 0))
  const fit = fitLogistic({ count: 100, features: [feature], outcomes }, 0)!
  expect(logOdds(fit, [0])).toBeCloseTo(Math.log(0.2), 8)
  expect(logOdds(fit, [1])).toBeCloseTo(Math.log(3), 8)
})

test('outcomes of one kind cannot be fitted, and a feature that separates them stays finite with a ridge', () => {
  const feature = Float64Array.from([1, 2, 3, 4])
  expect(fitLogistic({ count: 4, features: [feature], outcomes: new Uint8Array(4) }, 0.01)).toBeNull()
  expect(fitLogistic({ count: 0, features: [new Float64Array()], outcomes: new Uint8Array() }, 0.01)).toBeNull()
  const fit = fitLogistic({ count: 4, features: [feature], outcomes: Uint8Array.from([0, 0, 1, 1]) }, 0.01)!
  expect(Math.abs(fit.coefficients[0]!)).toBeLessThan(20)
  expect(fit.gradient).toBeLessThan(1e-9)
})

test('a feature that never differs or was never observed has no effect, and two equal features share theirs', () => {
  const { count, features, outcomes } = simulated(2_000)
  const [first, second, noise] = features as [Float64Array, Float64Array, Float64Array]
  const plain = fitLogistic({ count, features: [first, second, noise], outcomes }, 0.001)!
  const same = new Float64Array(count).fill(7)
  const unknown = new Float64Array(count).fill(NaN)
  const padded = fitLogistic({ count, features: [first, second, noise, same, unknown], outcomes }, 0.001)!
  expect(padded.coefficients.slice(3)).toEqual([0, 0])
  for (const place of [0, 1, 2]) expect(padded.coefficients[place]).toBeCloseTo(plain.coefficients[place]!, 7)

  const twice = fitLogistic({ count, features: [first, first, second], outcomes }, 0.001)!
  expect(twice.coefficients[0]).toBeCloseTo(twice.coefficients[1]!, 6)
})

test('the unit of a feature does not matter', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.double({ min: -1e3, max: 1e3, noNaN: true }), (unit, shift) => {
      const { count, features, outcomes } = simulated(500)
      const moved = features.map((values, place) => (place === 0 ? values.map((value) => value * unit + shift) : values))
      const [plain, other] = [features, moved].map((features) => fitLogistic({ count, features, outcomes }, 0.01)!)
      for (const place of [0, 1, 2]) expect(other!.coefficients[place]).toBeCloseTo(plain!.coefficients[place]!, 5)
    }),
    { numRuns: 10 },
  )
})

test('a row without a feature is judged as the mean of those that have it', () => {
  const scale = scaleOf(Float64Array.from([1, NaN, 3]), 3)
  expect(scale).toEqual({ mean: 2, deviation: 1, share: 2 / 3 })
  const fit = fitLogistic(simulated(500), 0.01)!
  expect(logOdds(fit, [NaN, 0.5, 1])).toBeCloseTo(logOdds(fit, [fit.scales[0]!.mean, 0.5, 1]), 12)
})

test('cross-validation asks for a large ridge where features are noise, and for a small one where they say something', () => {
  const folds = (count: number) => Uint8Array.from({ length: count }, (_, row) => foldOf(row))
  const signal = simulated(3_000)
  expect(chooseRidge(signal, folds(3_000))).toBeLessThanOrEqual(0.01)
  const noise = { ...signal, features: [...simulated(3_000, 5).features, ...simulated(3_000, 9).features] }
  expect(chooseRidge(noise, folds(3_000))).toBeGreaterThanOrEqual(0.1)
})
