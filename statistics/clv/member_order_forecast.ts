import type { Compute } from 'memberhouse'
import type { BtydName } from '../btyd/btyd_model.ts'
import { modelOf } from '../btyd/fit_btyd.ts'
import { expectedAmount, type AmountModel } from '../btyd/gamma_gamma.ts'
import type { History } from '../btyd/histories.ts'
import { ownRate } from '../validation/baselines.ts'
import { unit_days } from './month_fits.ts'
import { daysToNextOrder } from './next_order.ts'

type Forecaster = {
  pAlive: (history: History) => number | null
  expectedOrders: (history: History, days: number) => number
  noOrderProbability: (history: History, days: number) => number
}
type Line = {
  facts: Record<string, unknown>
  discount_rate: number
  forecaster: Forecaster
  amount: AmountModel
  /** Many members have the same history: each is computed once. */
  known: Map<string, Record<string, number | null>>
}

/** Scores each member with the champion of the month. Inputs: `fit`, the champions with the fits of amounts; `buyer`, the members who bought. */
const memberOrderForecasts: Compute = async function* (inputs) {
  const lines = new Map<string, Line>()
  for await (const row of inputs['fit']!) {
    const [business_line, month_on, model, chosen_because, parameters, amounts, discount_rate] = row
    const amount = JSON.parse(amounts!) as AmountModel
    const isGamma = amount.boundary === null || amount.boundary === 'heavy_tail'
    lines.set(business_line!, {
      facts: { month_on, model, chosen_because, amount_model: isGamma ? 'gamma_gamma' : 'mean_amount' },
      discount_rate: Number(discount_rate),
      forecaster: forecasterOf(model!, JSON.parse(parameters!) as ModelParameters),
      amount,
      known: new Map(),
    })
  }
  for await (const [one_id, business_line, x, t_x_days, t_cal_days, mean_repeat_amount] of inputs['buyer']!) {
    const line = lines.get(business_line!)
    if (line === undefined) continue
    const key = `${x} ${t_x_days} ${t_cal_days}`
    let forecast = line.known.get(key)
    if (forecast === undefined) {
      forecast = forecastOf(line, { x: Number(x), t_x: Number(t_x_days) / unit_days, t_cal: Number(t_cal_days) / unit_days })
      line.known.set(key, forecast)
    }
    const expected_order_amount = expectedAmount(line.amount, Number(x), Number(mean_repeat_amount ?? 0))
    yield { one_id, business_line, ...line.facts, ...forecast, expected_order_amount }
  }
}

export default memberOrderForecasts

/** A next order is dated where it is more likely than not within these days. */
const next_order_days = 180

function forecastOf({ forecaster, discount_rate }: Line, history: History): Record<string, number | null> {
  const months = Array.from({ length: 13 }, (_, month) => forecaster.expectedOrders(history, (365 * month) / 12))
  const discounted_orders_365d = months
    .slice(1)
    .reduce((sum, expected, month) => sum + (expected - months[month]!) / (1 + discount_rate) ** ((month + 1) / 12), 0)
  return {
    p_alive: forecaster.pAlive(history),
    expected_orders_30d: forecaster.expectedOrders(history, 30),
    expected_orders_90d: forecaster.expectedOrders(history, 90),
    expected_orders_365d: months[12]!,
    discounted_orders_365d,
    no_order_probability_30d: forecaster.noOrderProbability(history, 30),
    no_order_probability_90d: forecaster.noOrderProbability(history, 90),
    no_order_probability_180d: forecaster.noOrderProbability(history, 180),
    ...nextOrder((days) => forecaster.noOrderProbability(history, days)),
  }
}

/** The median and an 80 % interval of the days until the next order, in whole days. */
function nextOrder(noOrderProbability: (days: number) => number): Record<string, number | null> {
  if (noOrderProbability(next_order_days) > 0.5) return {}
  const days = (share: number) => Math.ceil(daysToNextOrder(noOrderProbability, next_order_days, share))
  return { next_order_days: days(0.5), next_order_least_days: days(0.1), next_order_most_days: days(0.9) }
}

type ModelParameters = { model?: BtydName; k?: number; values?: number[]; rate?: number }

function forecasterOf(champion: string, { model: name, k, values, rate }: ModelParameters): Forecaster {
  if (name !== undefined) {
    const model = modelOf(name, k)
    return {
      pAlive: (history) => model.pAlive(values!, history),
      expectedOrders: (history, days) => model.expectedOrders(values!, history, days / unit_days),
      noOrderProbability: (history, days) => model.noOrderProbability(values!, history, days / unit_days),
    }
  }
  const rateOf = ({ x, t_cal }: History) => (champion === 'mean' ? rate! : ownRate(rate!, x, t_cal))
  return {
    pAlive: () => null,
    expectedOrders: (history, days) => (rateOf(history) * days) / unit_days,
    noOrderProbability: (history, days) => Math.exp((-rateOf(history) * days) / unit_days),
  }
}
