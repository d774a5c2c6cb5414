import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bgNbd, mbgNbd } from '../../../statistics/btyd/beta_geometric.ts'
import { btydNames } from '../../../statistics/btyd/btyd_model.ts'
import { fitBtyd } from '../../../statistics/btyd/fit_btyd.ts'
import { fitAmounts, gammaGammaAmount, gammaGammaLogLikelihood } from '../../../statistics/btyd/gamma_gamma.ts'
import { groupHistories } from '../../../statistics/btyd/histories.ts'
import { discountedOrders, paretoNbd } from '../../../statistics/btyd/pareto_nbd.ts'
import { forecast } from '../../../statistics/clv/holdout.ts'
import { scoreForecast } from '../../../statistics/validation/score_forecast.ts'

const read = (file: string) => readFileSync(join(import.meta.dirname, '../../fixtures/btyd', file), 'utf8')
const linesOf = (file: string) => read(file).trim().split('\n').slice(1)

type Known = { parameters: Record<string, number>; standard_errors: Record<string, number>; log_likelihood: number }
type Scores = Record<string, { expected_orders?: number; mean_absolute_error?: number; auc: number; brier?: number }>
const known = JSON.parse(read('cdnow.json')) as Record<string, Known> & { holdout: Scores }

describe('vectors of BTYD and BTYDplus', () => {
  const models = { bgnbd: bgNbd, mbgnbd: mbgNbd, pnbd: paretoNbd }
  test.each(linesOf('vectors.csv').map((line) => line.split(',')))('%s %s %s %s', (model, what, parameters, facts, value) => {
    const values = parameters!.split(';').map(Number)
    const given = Object.fromEntries(facts!.split(';').map((fact) => [fact.split('=')[0], Number(fact.split('=')[1])]))
    const history = { x: given['x'] ?? 0, t_x: given['t_x'] ?? 0, t_cal: given['T'] ?? 0 }
    const compute = () => {
      if (what === 'expected_value') return gammaGammaAmount(values, given['x']!, given['m_x']!)
      if (what === 'marginal_likelihood')
        return Math.exp(gammaGammaLogLikelihood(values, { x: Float64Array.of(given['x']!), mean: Float64Array.of(given['m_x']!) }, []))
      const btyd = models[model as keyof typeof models]
      if (what === 'LL') {
        const rows = { x: [history.x], t_x: [history.t_x], t_cal: [history.t_cal] }
        return btyd.logLikelihood(values, groupHistories(rows).histories, [])
      }
      if (what === 'PAlive') return btyd.pAlive(values, history)
      if (what === 'pmf') return btyd.countProbability(values, given['x']!, given['t']!)
      if (what === 'DERT_d0.0027') return discountedOrders(values, history, 0.0027)
      if (what === 'Expectation') return btyd.expectedOrders(values, { x: 0, t_x: 0, t_cal: 0 }, given['t']!)
      return btyd.expectedOrders(values, history, given['t']!)
    }
    expect(Math.abs(compute() - Number(value)) / Math.max(Math.abs(Number(value)), 1e-9)).toBeLessThan(1e-9)
  })
})

describe('the CDNOW sample, calibration to 1997-09-30 in weeks', () => {
  const rows = linesOf('cdnow.csv').map((line) => line.split(',').map(Number))
  const column = (place: number, scale = 1) => Float64Array.from(rows, (row) => row[place]! / scale)
  const x = column(0)
  const log_gap_sum = rows.reduce((sum, row) => sum + row[6]! - row[0]! * Math.log(7), 0)
  const { histories, group } = groupHistories({ x, t_x: column(1, 7), t_cal: column(2, 7), log_gap_sum })
  const fits = fitBtyd(histories, btydNames)
  const fitOf = (name: string) => fits.find(({ model }) => model === name)!

  const expectKnown = (fit: Omit<Known, 'standard_errors'> & { standard_errors: Record<string, number | null> }, name: string) => {
    expect(Math.abs(fit.log_likelihood - known[name]!.log_likelihood)).toBeLessThan(1e-4)
    for (const [parameter, value] of Object.entries(known[name]!.parameters)) {
      expect(Math.abs(fit.parameters[parameter]! / value - 1), parameter).toBeLessThan(1e-5)
      expect(Math.abs(fit.standard_errors[parameter]! / known[name]!.standard_errors[parameter]! - 1), parameter).toBeLessThan(1e-3)
    }
  }

  test.each(['bg_nbd', 'mbg_nbd', 'pareto_nbd'])('%s has the known maximum', (name) => {
    expectKnown(fitOf(name), name)
    expect(fitOf(name)).toMatchObject({ is_converged: true, boundary: null, at_bound: [], alike: [] })
  })

  test('Gamma-Gamma has the known maximum', () => {
    const amount = column(3)
    const isCounted = (_: number, row: number) => x[row]! > 0 && amount[row]! > 0
    const mean = amount.map((sum, row) => sum / (x[row]! || 1))
    const fitted = fitAmounts({ x: x.filter(isCounted), mean: mean.filter(isCounted) })
    expect(fitted).toMatchObject({ customers: 946, boundary: null })
    expectKnown(fitted.fit!, 'gamma_gamma')
  })

  test('orders are not more regular than random, and the result says so', () => {
    expect(fitOf('cnbd_k')).toMatchObject({ k: 1, boundary: 'not_regular' })
  })

  test.each(['bg_nbd', 'mbg_nbd', 'pareto_nbd'])('%s predicts the 39 weeks after as known', (name) => {
    const score = scoreForecast(forecast(fitOf(name), histories, group, 39), column(5))
    for (const [what, value] of Object.entries(known.holdout[name]!)) expect(score[what as keyof typeof score], what).toBeCloseTo(value, 4)
    expect(score.auc).toBeGreaterThan(0.756)
  })

  test('1 − P(alive) is no churn score, and recency alone is a good one', () => {
    const { alive } = forecast(fitOf('bg_nbd'), histories, group, 39)
    expect(scoreForecast({ ranking: alive }, column(5)).auc).toBeCloseTo(0.3158, 4)
    const recency = column(1).map((t_x, row) => t_x - rows[row]![2]!)
    expect(scoreForecast({ ranking: recency }, column(5)).auc).toBeCloseTo(known.holdout['recency']!.auc, 4)
  })
})
