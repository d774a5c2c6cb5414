import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { customers, gamma, orderTimes, randomNumbers } from '../support/simulate_orders.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'memberhouse-clv-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (file: string, text: string | Buffer) => writeFileSync(join(folder, file), text)

const run = (file: string, ...more: string[]) => {
  const columns = ['--customer', 'customer', '--date', 'date', '--amount', 'amount']
  const command = [join(root, 'scripts/memberhouse.mjs'), 'clv', 'fit', file, ...columns, ...more]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}

type Result = {
  gate: string | null
  rows: Record<string, number>
  rejected: string[]
  customers: number
  purchases: number
  until: string | null
  fits: { model: string; parameters: Record<string, number>; log_likelihood: number; boundary: string | null }[]
  amount: { boundary: string | null; mean_amount: number | null }
  holdout: { gate: string | null; scores: { contender: string; auc: number | null }[]; champion: string | null }
  chosen: { model: string; because: string; is_validated: boolean }
}
/** The JSON of a fit; fails if any number of it is not finite. */
function fit(lines: string[], ...more: string[]): Result {
  write('orders.csv', ['customer,date,amount', ...lines, ''].join('\n'))
  const { code, out, err } = run('orders.csv', '--json', ...more)
  expect(err).toBe('')
  expect(code).toBe(0)
  expect(out).not.toMatch(/NaN|Infinity/)
  // The table must not fail or show one either.
  const table = run('orders.csv', ...more)
  expect(table.code).toBe(0)
  expect(table.out).not.toMatch(/NaN|Infinity|undefined|null/)
  expect(table.out).toMatch(/^Chosen: /m)
  return JSON.parse(out) as Result
}

const day = (number: number) => new Date(Date.UTC(2025, 0, 1 + Math.floor(number))).toISOString().slice(0, 10)
/** Orders of simulated BG/NBD customers, who first order within 120 of 400 days. */
function simulated(size: number): string[] {
  const random = randomNumbers(11)
  return Array.from({ length: size }, (_, at) => {
    const first = Math.floor(120 * random())
    const customer = customers(random, 'bg_nbd', { r: 0.8, alpha: 40, a: 0.9, b: 3 })
    const times = [0, ...orderTimes(random, customer, 400 - first)]
    const value = gamma(random, 4, 30)
    return times.map((time) => `c${at},${day(first + time)},${gamma(random, 5, value).toFixed(2)}`)
  }).flat()
}
const usual = simulated(400)

test('models are fitted, tried on a holdout, and one is chosen', () => {
  const result = fit(usual)
  expect(result.gate).toBeNull()
  expect(result.fits.map(({ model }) => model)).toEqual(['nbd', 'bg_nbd', 'mbg_nbd', 'pareto_nbd', 'cnbd_k'])
  expect(result.holdout.scores.map(({ contender }) => contender)).toEqual([
    ...['nbd', 'bg_nbd', 'mbg_nbd', 'pareto_nbd', 'cnbd_k'],
    ...['mean', 'x_over_t', 'order_count', 'recency', 'past_amount'],
  ])
  expect(result.chosen).toMatchObject({ model: result.holdout.champion, because: 'holdout', is_validated: true })
})

test('the unit changes parameters of time, and nothing else', () => {
  const [weeks, days] = [
    fit(usual, '--model', 'bg_nbd', '--horizon', '20'),
    fit(usual, '--model', 'BG/NBD', '--unit', 'day', '--horizon', '140'),
  ]
  const bg = (result: Result) => result.fits.find(({ model }) => model === 'bg_nbd')!.parameters
  expect(bg(days)['alpha']! / bg(weeks)['alpha']!).toBeCloseTo(7, 5)
  expect(days.holdout.scores[1]!.auc).toBeCloseTo(weeks.holdout.scores[1]!.auc!, 9)
})

test('a file in any order, with other separators, a mark, and other forms of dates and amounts gives the same', () => {
  const expected = fit(usual, '--model', 'bg_nbd')
  const rows = usual.toReversed().map((line) => line.split(','))
  const german = rows.map(
    ([who, date, amount]) => `"${who}";"${date!.split('-').reverse().join('.')} 13:45";"${amount!.replace('.', ',')}"`,
  )
  write('german.csv', `\ufeff"Customer";"Date";"Amount"\r\n${german.join('\r\n')}\r\n`)
  write(
    'tabs.csv',
    `note\tamount\tdate\tcustomer\n${rows.map(([who, date, amount]) => `x\t¥${amount}\t${date!.replaceAll('-', '')}\t${who}`).join('\n')}`,
  )
  for (const file of ['german.csv', 'tabs.csv']) {
    const { out, err } = run(file, '--model', 'bg_nbd', '--json')
    expect(err).toBe('')
    const { fits } = JSON.parse(out) as Result
    expect(fits[1]!.log_likelihood).toBeCloseTo(expected.fits[1]!.log_likelihood, 6)
  }
})

describe('a result is named where nothing can be fitted', () => {
  test.each([
    ['no orders', [], 'no_orders'],
    ['one customer', ['a,2026-01-01,5', 'a,2026-03-01,5'], 'too_few_customers'],
    ['one day of history', Array.from({ length: 50 }, (_, at) => `c${at},2026-01-01,5`), 'short_history'],
    ['only one-time buyers', Array.from({ length: 50 }, (_, at) => `c${at},${day(at)},5`), 'too_few_repeat_customers'],
    ['only returns', ['a,2026-01-01,-5', 'b,2026-03-01,-5'], 'no_orders'],
  ])('%s', (_, lines, gate) => {
    expect(fit(lines)).toMatchObject({ gate, chosen: { model: 'mean', because: 'gate', is_validated: false } })
  })

  test('all orders after the last day that counts', () => {
    expect(fit(usual, '--until', '2024-06-30')).toMatchObject({ gate: 'no_orders', rows: { used: 0, after_until: usual.length } })
  })
})

test('equal amounts, and customers of whom nobody ever stops, are named', () => {
  const lines = Array.from({ length: 60 }, (_, at) =>
    Array.from({ length: 12 }, (_, month) => `c${at},${day(at / 3 + 30 * month)},20`),
  ).flat()
  const result = fit(lines)
  expect(result.amount).toMatchObject({ boundary: 'equal_amounts', mean_amount: 20 })
  expect(result.fits.find(({ model }) => model === 'bg_nbd')!.boundary).toBe('no_dropout')
})

test('amounts of 0 are orders without a value; negative ones are returns; repeated lines are one order of the day', () => {
  const result = fit([...usual, 'z,2025-03-01,0', 'z,2025-04-01,0', 'c0,2025-03-09,-20', usual[0]!])
  const before = fit(usual)
  expect(result.customers).toBe(before.customers + 1)
  expect(result.purchases).toBe(before.purchases + 2)
  expect(result.rows).toMatchObject({ returns: 1, repeated: 1, used: usual.length + 3 })
})

test('one customer with 100,000 lines, and one with an order every day', () => {
  const many = Array.from({ length: 100_000 }, (_, at) => `reseller,${day(at % 399)},1`)
  const result = fit([...usual, ...many])
  expect(result.customers).toBe(401)
  expect(result.fits.every(({ log_likelihood }) => Number.isFinite(log_likelihood))).toBe(true)
})

test('lines that cannot be read are counted, with the first of each kind', () => {
  const result = fit([...usual, ',2025-03-01,5', 'a,2025-02-30,5', 'a,soon,5', 'a,2025-03-01,free'])
  expect(result.rows).toMatchObject({
    read: usual.length + 4,
    used: usual.length,
    no_customer: 1,
    unreadable_date: 2,
    unreadable_amount: 1,
  })
  const record = usual.length + 1
  expect(result.rejected).toEqual([
    `record ${record}: no customer`,
    `record ${record + 3}: unreadable amount 'free'`,
    `record ${record + 1}: unreadable date '2025-02-30'`,
  ])
})

// The problem, the file, more arguments, the error and the hint.
describe.each([
  ['no such file', 'nope.csv', [], /file not found: nope\.csv/, /Give the path/],
  ['a folder', '.', [], /\. is not a file/, /Give the path/],
  ['an empty file', 'empty.csv', [], /empty\.csv is empty/, /header/],
  ['no such column', 'other.csv', [], /--amount: other\.csv has no column 'amount'/, /Its columns are: customer, date, price/],
  ['two columns of one name', 'twice.csv', [], /two columns 'amount'/, /a unique name/],
  ['dates of two meanings', 'ambiguous.csv', [], /'03\/04\/2026' in column 'date' can be day\/month/, /2026-05-31/],
  ['another encoding', 'gb.csv', [], /not in UTF-8/, /iconv/],
  ['no date', 'good.csv', ['--until', '31.5.2026'], /--until: expected a date such as/, /./],
  ['no such model', 'good.csv', ['--model', 'bgbb'], /--model: no model 'bgbb'/, /Models are: nbd, bg_nbd/],
  ['no horizon', 'good.csv', ['--horizon', '0'], /--horizon: expected at least 1/, /./],
] as [string, string, string[], RegExp, RegExp][])('%s', (_, file, more, error, hint) => {
  write('empty.csv', '')
  write('good.csv', 'customer,date,amount\na,2026-01-01,5\n')
  write('other.csv', 'customer,date,price\na,2026-01-01,5\n')
  write('twice.csv', 'customer,date,amount,amount\na,2026-01-01,5,6\n')
  write('ambiguous.csv', 'customer,date,amount\na,03/04/2026,5\nb,05/04/2026,5\n')
  write('gb.csv', Buffer.concat([Buffer.from('customer,date,amount\n'), Buffer.from([0xd5, 0xc5]), Buffer.from(',2026-01-01,5\n')]))
  test('is reported', () => {
    const { code, err } = run(file, ...more)
    expect(code).toBe(2)
    expect(err).toMatch(error)
    expect(err).toMatch(hint)
  })
})
