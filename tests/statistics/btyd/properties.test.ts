import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bgNbd, mbgCnbd, mbgNbd } from '../../../statistics/btyd/beta_geometric.ts'
import type { BtydModel } from '../../../statistics/btyd/btyd_model.ts'
import { gammaGammaLogLikelihood } from '../../../statistics/btyd/gamma_gamma.ts'
import { groupHistories, type Histories, type History } from '../../../statistics/btyd/histories.ts'
import { nbd } from '../../../statistics/btyd/nbd.ts'
import { paretoNbd } from '../../../statistics/btyd/pareto_nbd.ts'

const models: [string, BtydModel][] = [
  ['nbd', nbd],
  ['bg_nbd', bgNbd],
  ['mbg_nbd', mbgNbd],
  ['pareto_nbd', paretoNbd],
  ['mbg_cnbd with k = 3', mbgCnbd(3)],
]

/** Positive numbers of any size, as their logarithms are spread evenly. */
const positive = (least: number, most: number) =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map((logarithm) => Math.exp(logarithm))
const parametersOf = ({ parameters }: BtydModel) => fc.tuple(...parameters.map(() => positive(0.01, 100)))
const history = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(1000, 100_000)),
    fc.double({ min: 0, max: 1, noNaN: true }),
    positive(0.1, 200),
  )
  .map(([x, share, t_cal]): History => ({ x, t_x: x === 0 ? 0 : Math.max(share, 1e-3) * t_cal, t_cal }))
const alsoAtTheEnd = fc.oneof(
  history,
  history.map(({ x, t_cal }): History => ({ x: Math.max(x, 1), t_x: t_cal, t_cal })),
  fc.constant<History>({ x: 0, t_x: 0, t_cal: 0 }),
)
const grouped = (rows: History[], weight?: number[]): Histories =>
  groupHistories({
    ...{ x: rows.map(({ x }) => x), t_x: rows.map(({ t_x }) => t_x), t_cal: rows.map(({ t_cal }) => t_cal) },
    ...(weight && { weight }),
  }).histories

describe.each(models)('%s', (_, model) => {
  test('probabilities are within 0 … 1, also of 100,000 orders and of an order on the last day', () => {
    fc.assert(
      fc.property(parametersOf(model), alsoAtTheEnd, positive(0.01, 1000), (parameters, history, horizon) => {
        const alive = model.pAlive(parameters, history)
        const none = model.noOrderProbability(parameters, history, horizon)
        for (const probability of [alive, none]) expect(probability >= 0 && probability <= 1 + 1e-12, `${probability}`).toBe(true)
        // Who has dropped out does not order.
        expect(none).toBeGreaterThanOrEqual(1 - alive - 1e-9)
        expect(Number.isFinite(model.logLikelihood(parameters, grouped([history]), []))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('expected orders increase with the horizon, from 0, and are at least the probability of an order', () => {
    fc.assert(
      fc.property(parametersOf(model), history, positive(0.1, 100), (parameters, history, some) => {
        // A customer with 100,000 orders in a week orders often: the next day is enough.
        const horizon = history.x > 100 ? history.t_cal / 50 : some
        expect(model.expectedOrders(parameters, history, 0)).toBe(0)
        const [near, far] = [horizon, 2 * horizon].map((time) => model.expectedOrders(parameters, history, time)) as [number, number]
        expect(Number.isFinite(far)).toBe(true)
        expect(far).toBeGreaterThanOrEqual(near * (1 - 1e-9))
        expect(near).toBeGreaterThanOrEqual((1 - model.noOrderProbability(parameters, history, horizon)) * (1 - 1e-6) - 1e-9)
      }),
      { numRuns: 60 },
    )
  })

  test('the gradient equals the numeric gradient', () => {
    fc.assert(
      fc.property(parametersOf(model), fc.array(history, { minLength: 1, maxLength: 5 }), (parameters, rows) => {
        const histories = grouped(rows)
        const gradient: number[] = []
        model.logLikelihood(parameters, histories, gradient)
        for (const [place, value] of parameters.entries()) {
          const step = 1e-5 * value
          const at = (by: number) =>
            model.logLikelihood(
              parameters.map((other, one) => (one === place ? other + by : other)),
              histories,
              [],
            )
          const numeric = (at(step) - at(-step)) / (2 * step)
          const noise = (1e-15 * Math.abs(at(0))) / step
          const scale = Math.max(Math.abs(numeric), 1, noise * 1e7)
          expect(Math.abs(gradient[place]! - numeric) / scale, model.parameters[place]).toBeLessThan(1e-4)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a weight equals as many repetitions', () => {
    fc.assert(
      fc.property(
        parametersOf(model),
        fc.array(fc.tuple(history, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 6 }),
        (parameters, rows) => {
          const repeated = rows.flatMap(([row, times]) => Array.from({ length: times }, () => row))
          const weighted = grouped(
            rows.map(([row]) => row),
            rows.map(([, times]) => times),
          )
          const value = model.logLikelihood(parameters, weighted, [])
          const one_by_one = repeated.reduce((sum, row) => sum + model.logLikelihood(parameters, grouped([row]), []), 0)
          expect(Math.abs(value - one_by_one)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('the probabilities of 0, 1, 2, … orders add up to 1 and to the expected orders', () => {
    const parameters = model.parameters.map((name) => ({ r: 1.3, alpha: 9, a: 0.8, b: 2.4, s: 0.7, beta: 12 })[name]!)
    let [sum, mean] = [0, 0]
    for (let count = 0; count < 80; count++) {
      const probability = model.countProbability(parameters, count, 20)
      sum += probability
      mean += count * probability
    }
    expect(sum).toBeCloseTo(1, 8)
    expect(mean).toBeCloseTo(model.expectedOrders(parameters, { x: 0, t_x: 0, t_cal: 0 }, 20), 6)
    expect(model.countProbability(parameters, 0, 20)).toBeCloseTo(model.noOrderProbability(parameters, { x: 0, t_x: 0, t_cal: 0 }, 20), 8)
  })
})

test('the gradient of Gamma-Gamma equals the numeric gradient', () => {
  const amounts = { x: Float64Array.of(1, 2, 2, 40, 1000), mean: Float64Array.of(12, 30, 7, 0.5, 200) }
  const at = [6.25, 3.74, 15.4]
  const gradient: number[] = []
  gammaGammaLogLikelihood(at, amounts, gradient)
  for (const [place, value] of at.entries()) {
    const moved = (by: number) =>
      gammaGammaLogLikelihood(
        at.map((other, one) => (one === place ? other + by : other)),
        amounts,
        [],
      )
    expect(gradient[place]).toBeCloseTo((moved(1e-5 * value) - moved(-1e-5 * value)) / (2e-5 * value), 5)
  }
})
