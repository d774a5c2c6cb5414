import type { Compute, Input } from 'memberhouse'
import { isInSample } from '../numeric/spread.ts'
import { fitMonth, type MonthFit } from './month_fits.ts'
import { mergeOrders, type Purchases } from './purchases.ts'

const columns = [
  ...['business_line', 'month_on', 'contender', 'is_backfilled', 'is_champion', 'chosen_because', 'status', 'holdout_status'],
  ...['customer_count', 'repeat_customer_count', 'parameters', 'standard_errors', 'log_likelihood', 'bic'],
  ...['is_used', 'tested_customer_count', 'actual_order_count', 'expected_order_count', 'bias', 'poisson_deviance'],
  ...['mean_absolute_error', 'auc', 'brier'],
]

/**
 * The fits of each business line and month, each made once: a month that the registry holds stays as it is. Inputs: `fit`, the rows remembered;
 * `month`, the months to have, in order; `purchase`, days with a purchase, ordered by line and member.
 */
const clvFits: Compute = async function* (inputs, { as_of }) {
  const made = new Map<string, MonthFit[]>()
  for await (const row of inputs['fit']!) {
    const fit = Object.fromEntries(columns.map((column, place) => [column, row[place]])) as Record<string, string | null>
    yield fit
    const key = `${fit['business_line']} ${fit['month_on']}`
    made.set(key, [...(made.get(key) ?? []), remembered(fit)])
  }
  const missing = new Map<string, string[]>()
  for await (const [line, month] of inputs['month']!)
    if (!made.has(`${line} ${month}`)) missing.set(line!, [...(missing.get(line!) ?? []), month!])
  if (missing.size === 0) return

  const fitLine = function* (line: string, rows: Rows) {
    for (const month_on of missing.get(line) ?? []) {
      const purchases = purchasesOf(rows)
      const fits = fitMonth(purchases, dayOf(month_on), made.get(`${line} ${monthBefore(month_on)}`) ?? [])
      made.set(`${line} ${month_on}`, fits)
      const is_backfilled = month_on.slice(0, 7) < as_of.slice(0, 7)
      for (const fit of fits) yield { business_line: line, month_on, is_backfilled, ...rounded(fit) }
    }
    missing.delete(line)
  }
  for await (const { line, rows } of lines(inputs['purchase']!)) yield* fitLine(line, rows)
  for (const line of [...missing.keys()]) yield* fitLine(line, { ids: [], member: [], day: [], amount: [] })
}

export default clvFits

/** Purchases of members who are numbered in their order; `ids` has the one_id of each. */
type Rows = { ids: number[]; member: number[]; day: number[]; amount: number[] }

// So many members give four digits of each parameter; five models of a line are fitted in a minute.
const most_members = 100_000

/** The purchases of all members, or of a sample of them. */
function purchasesOf({ ids, member, day, amount }: Rows): Purchases {
  const rate = most_members / ids.length
  if (rate >= 1) return mergeOrders(member, day, amount, ids.length)
  const isSampled = ids.map((one_id) => isInSample(one_id, rate))
  const pick = (column: number[]) => column.filter((_, row) => isSampled[member[row]!])
  return mergeOrders(pick(member), pick(day), pick(amount), ids.length)
}

/** The purchases of each line. */
async function* lines(purchases: Input): AsyncGenerator<{ line: string; rows: Rows }> {
  let [line, rows, last] = [null as string | null, null as Rows | null, null as string | null]
  for await (const [business_line, one_id, sold_on, amount] of purchases) {
    if (rows === null || business_line !== line) {
      if (rows !== null) yield { line: line!, rows }
      ;[line, rows, last] = [business_line!, { ids: [], member: [], day: [], amount: [] }, null]
    }
    if (one_id !== last) rows.ids.push(Number(one_id))
    last = one_id!
    rows.member.push(rows.ids.length - 1)
    rows.day.push(dayOf(sold_on!))
    rows.amount.push(Number(amount ?? 0))
  }
  if (rows !== null) yield { line: line!, rows }
}

const dayOf = (date: string) => Date.parse(date) / 86_400_000

function monthBefore(month_on: string): string {
  const [year, month] = month_on.split('-').map(Number)
  return new Date(Date.UTC(year!, month! - 2, 1)).toISOString().slice(0, 10)
}

const remembered = (fit: Record<string, string | null>): MonthFit => ({
  contender: fit['contender']!,
  ...{ is_champion: fit['is_champion'] === 't', is_used: fit['is_used'] === 't' },
  ...{ bias: numberOf(fit['bias']), poisson_deviance: numberOf(fit['poisson_deviance']) },
})

const numberOf = (text: string | null | undefined) => (text === null || text === undefined ? null : Number(text))

/** Figures with the digits that mean something: the same fit has the same text on any machine. */
function rounded(fit: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fit).map(([name, value]) => [name, typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(6) : value]),
  )
}
