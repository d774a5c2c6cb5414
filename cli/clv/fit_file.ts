import { UsageError } from '../../engine/base/errors.ts'
import { btydNames, type BtydName } from '../../statistics/btyd/btyd_model.ts'
import { fitClv } from '../../statistics/clv/fit_clv.ts'
import { parseNumber } from '../arguments.ts'
import { formOf, showDay } from './order_dates.ts'
import { clvJson } from './clv_json.ts'
import { printClv } from './print_clv.ts'
import { readOrders, type OrderFile } from './read_orders.ts'
import type { ClvFit } from '../../statistics/clv/fit_clv.ts'

/** The options of `memberhouse clv fit`. */
export type FitOptions = {
  customer: string
  date: string
  amount: string
  until?: string
  unit: 'day' | 'week'
  horizon?: string
  model?: string[]
  json?: boolean
}

/** A fit, and what it was made from. `until` is null without orders. */
export type FileFit = { file: string; unit: 'day' | 'week'; until: number | null; horizon: number; orders: OrderFile; clv: ClvFit }

/** Fits the orders of a file and prints the result. */
export async function fitFile(file: string, { customer, date, amount, ...options }: FitOptions): Promise<void> {
  const until = options.until === undefined ? null : readUntil(options.until)
  const models = options.model === undefined ? btydNames : options.model.map(readModel)
  const unit_days = options.unit === 'day' ? 1 : 7
  const horizon = options.horizon === undefined ? null : parseNumber('--horizon', options.horizon)
  if (horizon === 0) throw new UsageError('--horizon: expected at least 1')

  const orders = await readOrders(file, { customer, date, amount }, (last) => until ?? last)
  const end = until ?? orders.last
  const history = end === null || orders.first === null ? 0 : Math.max(0, end - orders.first)
  const units = horizon ?? Math.min(Math.max(1, Math.round(history / 2 / unit_days)), Math.floor(365 / unit_days))
  const clv = fitClv(orders.purchases, { until: end ?? 0, horizon_days: units * unit_days, unit_days, models })
  const result = { file, unit: options.unit, until: end, horizon: units, orders, clv }
  if (options.json) console.log(JSON.stringify(clvJson(result), null, 2))
  else printClv(result)
}

function readUntil(text: string): number {
  const day = formOf([], '')(text)
  if (day === null || showDay(day) !== text) throw new UsageError(`--until: expected a date such as 2026-05-31, got '${text}'`)
  return day
}

function readModel(text: string): BtydName {
  const name = btydNames.find((known) => known === text.toLowerCase().replaceAll(/[-/\s]/g, '_'))
  if (name === undefined) throw new UsageError(`--model: no model '${text}'`, { hint: `Models are: ${btydNames.join(', ')}` })
  return name
}
