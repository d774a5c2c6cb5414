import { describe, expect, test } from 'vitest'
import { btydNames } from '../../../statistics/btyd/btyd_model.ts'
import { fitBtyd } from '../../../statistics/btyd/fit_btyd.ts'
import { fitAmounts, expectedAmount } from '../../../statistics/btyd/gamma_gamma.ts'
import { groupHistories } from '../../../statistics/btyd/histories.ts'
import { customers, gamma, orderTimes, randomNumbers } from '../../support/simulate_orders.ts'

/** The histories of simulated customers who first order within the first half of `length`. */
function simulate(model: string, parameters: Record<string, number>, size: number, length = 100) {
  const random = randomNumbers(7)
  const columns = { x: [] as number[], t_x: [] as number[], t_cal: [] as number[], log_gap_sum: 0 }
  for (let row = 0; row < size; row++) {
    const t_cal = length - Math.floor((random() * length) / 2)
    const times = orderTimes(random, customers(random, model, parameters), t_cal)
    columns.x.push(times.length)
    columns.t_x.push(times.at(-1) ?? 0)
    columns.t_cal.push(t_cal)
    for (const [place, time] of times.entries()) columns.log_gap_sum += Math.log(time - (times[place - 1] ?? 0))
  }
  return groupHistories(columns).histories
}

describe('parameters of simulated customers are recovered within four standard errors', () => {
  test.each([
    ['nbd', { r: 0.8, alpha: 10 }],
    ['bg_nbd', { r: 0.6, alpha: 8, a: 0.9, b: 3 }],
    ['mbg_nbd', { r: 0.9, alpha: 9, a: 0.8, b: 2.5 }],
    ['pareto_nbd', { r: 0.9, alpha: 9, s: 0.7, beta: 20 }],
    ['cnbd_k', { r: 0.9, alpha: 5, a: 0.8, b: 2.5, k: 3 }],
  ])('%s', (model, { k = 1, ...parameters }: Record<string, number>) => {
    const fit = fitBtyd(simulate(model, { ...parameters, k }, 4000), btydNames).find((fit) => fit.model === model)!
    expect(fit).toMatchObject({ is_converged: true, boundary: null, k })
    for (const [name, value] of Object.entries(parameters))
      expect(Math.abs(fit.parameters[name]! - value) / fit.standard_errors[name]!, name).toBeLessThan(4)
  })
})

test('where nobody drops out, the result says so, and the NBD predicts', () => {
  for (const fit of fitBtyd(simulate('nbd', { r: 2, alpha: 12 }, 1500), ['bg_nbd', 'mbg_nbd', 'pareto_nbd'])) {
    for (const value of Object.values(fit.parameters)) expect(Number.isFinite(value)).toBe(true)
    expect(fit).toMatchObject({ boundary: fit.model === 'nbd' ? null : 'no_dropout', used: { model: { name: 'nbd' } } })
  }
})

test('of customers who all order regularly the rates are reported as alike, and k is found', () => {
  const fits = fitBtyd(simulate('cnbd_k', { r: 1e5, alpha: 1e5, a: 1, b: 1e5, k: 6 }, 1500), btydNames)
  expect(fits[0]).toMatchObject({ alike: ['rates'], is_converged: true })
  expect(fits.at(-1)).toMatchObject({ k: 6, boundary: null })
  expect(fits.at(-1)!.alike).toContain('rates')
  for (const { parameters } of fits) for (const value of Object.values(parameters)) expect(Number.isFinite(value)).toBe(true)
})

test('one customer with 100,000 orders among others does not stop a fit', () => {
  const usual = simulate('bg_nbd', { r: 0.6, alpha: 8, a: 0.9, b: 3 }, 1000)
  const add = (column: Float64Array, value: number) => [...column, value]
  const columns = { x: add(usual.x, 100_000), t_x: add(usual.t_x, 100), t_cal: add(usual.t_cal, 100), weight: add(usual.weight, 1) }
  for (const fit of fitBtyd(groupHistories(columns).histories, ['bg_nbd', 'mbg_nbd', 'pareto_nbd'])) {
    expect(Number.isFinite(fit.log_likelihood)).toBe(true)
    const { model, parameters } = fit.used
    const expected = model.expectedOrders(parameters, { x: 100_000, t_x: 100, t_cal: 100 }, 10)
    expect(expected / 10_000).toBeGreaterThan(0.9)
    expect(expected / 10_000).toBeLessThan(1.1)
  }
})

test('the same histories in another order, or in another unit, have the same fit', () => {
  const histories = simulate('bg_nbd', { r: 0.6, alpha: 8, a: 0.9, b: 3 }, 1000)
  const turned = (column: Float64Array, scale = 1) => column.toReversed().map((value) => value * scale)
  const fitOf = (scale: number) => {
    const { x, t_x, t_cal, weight } = histories
    const columns = { x: turned(x), t_x: turned(t_x, scale), t_cal: turned(t_cal, scale), weight: turned(weight) }
    return fitBtyd(groupHistories(columns).histories, ['bg_nbd'])[1]!
  }
  const [, fit] = fitBtyd(histories, ['bg_nbd'])
  const days = fitOf(7)
  expect(fitOf(1).parameters['r']! / fit!.parameters['r']!).toBeCloseTo(1, 6)
  expect(days.parameters['alpha']! / fit!.parameters['alpha']!).toBeCloseTo(7, 5)
  const history = { x: 3, t_x: 20, t_cal: 40 }
  expect(days.used.model.expectedOrders(days.used.parameters, { x: 3, t_x: 140, t_cal: 280 }, 70)).toBeCloseTo(
    fit!.used.model.expectedOrders(fit!.used.parameters, history, 10),
    6,
  )
})

describe('Gamma-Gamma', () => {
  const simulated = (p: number, q: number, v: number, size: number) => {
    const random = randomNumbers(3)
    const x = Float64Array.from({ length: size }, () => 1 + Math.floor(6 * random()))
    return { x, mean: x.map((count) => gamma(random, p * count, count * gamma(random, q, v))) }
  }

  test('recovers the parameters of simulated amounts', () => {
    const { fit, boundary, correlation } = fitAmounts(simulated(5, 4, 20, 4000))
    expect(boundary).toBeNull()
    expect(Math.abs(correlation!)).toBeLessThan(0.05)
    for (const [name, value] of Object.entries({ p: 5, q: 4, v: 20 }))
      expect(Math.abs(fit!.parameters[name]! - value) / fit!.standard_errors[name]!).toBeLessThan(4)
  })

  test('refuses q of at most 1, since means would be infinite, and predicts the mean amount', () => {
    const amounts = fitAmounts(simulated(2, 0.6, 20, 2000))
    expect(amounts.boundary).toBe('no_finite_mean')
    expect(expectedAmount(amounts, 2, 50)).toBe(amounts.mean_amount)
  })

  test('keeps the mean of the customers where its own is far off, since q is near 1', () => {
    const amounts = fitAmounts(simulated(2, 1.04, 20, 2000))
    expect(amounts.boundary).toBe('heavy_tail')
    const model = { ...amounts, ...amounts.fit!.parameters }
    expect(expectedAmount(model, 0, 0)).toBeCloseTo(amounts.mean_amount!, 9)
    expect(expectedAmount(model, 50, 7)).toBeCloseTo(7, 0)
  })

  test('says that amounts are all equal, or too few', () => {
    const equal = fitAmounts({ x: new Float64Array(50).fill(2), mean: new Float64Array(50).fill(9.9) })
    expect(equal).toMatchObject({ boundary: 'equal_amounts', fit: null })
    expect(expectedAmount(equal, 1, 9.9)).toBeCloseTo(9.9, 12)
    const none = fitAmounts({ x: new Float64Array(0), mean: new Float64Array(0) })
    expect(none).toEqual({ fit: null, boundary: 'too_few_customers', customers: 0, mean_amount: null, correlation: null })
  })
})
