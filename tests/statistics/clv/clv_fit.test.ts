import type { Input } from 'memberhouse'
import { expect, test } from 'vitest'
import clvFits from '../../../statistics/clv/clv_fit.ts'
import memberOrderForecasts from '../../../statistics/clv/member_order_forecast.ts'
import { customers, gamma, orderTimes, randomNumbers } from '../../support/simulate_orders.ts'

type Row = (string | null)[]
type Fit = Record<string, unknown> & { business_line: string; month_on: string; contender: string; is_champion: boolean }

const input = (rows: Iterable<Row>) => rows as unknown as Input
const day = (number: number) => new Date(Date.UTC(2025, 0, 1 + Math.floor(number))).toISOString().slice(0, 10)

/** Purchases of BG/NBD members, ordered by member and day, before 2026-06-01. */
function purchases(line: string, size: number): Row[] {
  const random = randomNumbers(5)
  return Array.from({ length: size }, (_, at) => {
    const first = Math.floor(200 * random())
    const customer = customers(random, 'bg_nbd', { r: 0.9, alpha: 50, a: 0.8, b: 3 })
    const days = new Set([0, ...orderTimes(random, customer, 515 - first)].map((time) => Math.floor(first + time)))
    return [...days].map((sold): Row => [line, String(1000 + at), day(sold), gamma(random, 5, 0.05).toFixed(2)])
  }).flat()
}

async function fits(rows: Row[], months: Row[], made: Row[] = []): Promise<Fit[]> {
  const found: Fit[] = []
  const inputs = { fit: input(made), month: input(months), purchase: input(rows) }
  for await (const row of clvFits(inputs, { as_of: '2026-06-10', is_first: made.length === 0 })) found.push(row as Fit)
  return found
}

const months = (line: string): Row[] => ['2026-05-01', '2026-06-01'].map((month) => [line, month])
const some = purchases('*', 600)

test('each line and month has a champion and its challengers, made once', async () => {
  const rows = [...some, ...purchases('food', 20)]
  const found = await fits(rows, [...months('*'), ...months('food'), ...months('tea')])
  expect(found).toHaveLength(3 * 2 * 11)
  const champions = found.filter(({ is_champion }) => is_champion)
  expect(champions.map(({ business_line, month_on, chosen_because }) => [business_line, month_on, chosen_because])).toEqual([
    ['*', '2026-05-01', 'holdout'],
    ['*', '2026-06-01', 'holdout'],
    ...['food', 'tea'].flatMap((line) => ['2026-05-01', '2026-06-01'].map((month) => [line, month, 'gate'])),
  ])
  expect(found.filter(({ is_backfilled }) => is_backfilled).every(({ month_on }) => month_on === '2026-05-01')).toBe(true)
  expect(found.find(({ business_line, contender }) => business_line === 'food' && contender === 'bg_nbd')!['status']).toBe(
    'too_few_customers',
  )
  expect(found.find(({ business_line, contender }) => business_line === 'tea' && contender === 'bg_nbd')!['status']).toBe('no_orders')
  expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity/)

  // What was made stays, whatever the facts say now.
  const text = (value: unknown) =>
    value === null || value === undefined
      ? null
      : typeof value === 'boolean'
        ? value
          ? 't'
          : 'f'
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value as number)
  const columns = ['business_line', 'month_on', 'contender', 'is_backfilled', 'is_champion']
  const made = found.map((fit) => columns.map((column) => text(fit[column])))
  const again = await fits(some.slice(0, 50), months('*'), made)
  expect(again.map(({ contender, month_on }) => [contender, month_on])).toEqual(
    found.map(({ contender, month_on }) => [contender, month_on]),
  )
})

test('a purchase in the month or later does not change the fit of the month', async () => {
  const months: Row[] = [['*', '2026-05-01']]
  expect(
    await fits(
      some.filter((row) => row[2]! < '2026-05-01'),
      months,
    ),
  ).toEqual(await fits(some, months))
})

test('members are scored by the champion: more orders with time, less certain of none, and a finite amount', async () => {
  const found = await fits(some, months('*'))
  const champion = found.find(({ is_champion, month_on }) => is_champion && month_on === '2026-06-01')!
  const amounts = found.find(({ contender, month_on }) => contender === 'gamma_gamma' && month_on === '2026-06-01')!
  const fit: Row = [
    ...['*', '2026-06-01', champion.contender, 'holdout'],
    ...[JSON.stringify(champion['parameters']), JSON.stringify(amounts['parameters']), '0.1'],
  ]
  const buyers: Row[] = [
    ['1', '*', '4', '300', '310', '120.5'],
    ['2', '*', '0', '0', '310', null],
    ['3', '*', '0', '0', '0', null],
    ['4', 'unknown', '0', '0', '0', null],
  ]
  const scores: Record<string, number>[] = []
  const inputs = { fit: input([fit]), buyer: input(buyers) }
  for await (const row of memberOrderForecasts(inputs, { as_of: '2026-06-10', is_first: true })) scores.push(row as Record<string, number>)
  expect(scores).toHaveLength(3)
  for (const score of scores) {
    expect(score['expected_orders_30d']!).toBeGreaterThan(0)
    expect(score['expected_orders_365d']!).toBeGreaterThan(score['expected_orders_90d']!)
    expect(score['discounted_orders_365d']!).toBeLessThan(score['expected_orders_365d']!)
    expect(score['discounted_orders_365d']!).toBeGreaterThan(score['expected_orders_365d']! / 1.1)
    expect(score['no_order_probability_180d']!).toBeLessThan(score['no_order_probability_30d']!)
    expect(score['expected_order_amount']!).toBeGreaterThan(0)
  }
  expect(scores[0]!['expected_orders_90d']!).toBeGreaterThan(scores[1]!['expected_orders_90d']!)
})

test('where nothing could be fitted, everybody has the mean rate', async () => {
  const fit: Row = ['*', '2026-06-01', 'mean', 'gate', '{"rate":0.07}', '{"mean_amount":null,"boundary":"too_few_customers"}', '0.1']
  const rows: Record<string, unknown>[] = []
  const inputs = { fit: input([fit]), buyer: input([['1', '*', '9', '70', '80', '5']]) }
  for await (const row of memberOrderForecasts(inputs, { as_of: '2026-06-10', is_first: true })) rows.push(row)
  expect(rows[0]).toMatchObject({ p_alive: null, expected_order_amount: null, amount_model: 'mean_amount' })
  expect(rows[0]!['expected_orders_30d']).toBeCloseTo(0.3, 10)
})
