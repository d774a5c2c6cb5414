import type { Input } from 'memberhouse'
import { expect, test } from 'vitest'
import churnFits from '../../../statistics/churn/churn_fit.ts'
import { churn_features, readFeatures } from '../../../statistics/churn/features.ts'
import { learnChurn, noOrderProbability, type ChurnModel } from '../../../statistics/churn/learn.ts'
import { reasonsOf } from '../../../statistics/churn/reasons.ts'
import { fitLogistic } from '../../../statistics/logistic/fit_logistic.ts'

type Row = (string | null)[]
type Fit = Record<string, unknown> & { business_line: string; month_on: string; status: string }

const days = ['2025-09-01', '2025-12-01', '2026-03-01']
const input = (rows: Iterable<Row>) => rows as unknown as Input

/** The columns of features of a member who bought some days before the day and acts in an app. */
function columns(judged_on: string, silence: number, changes: Record<number, string | null> = {}): Row {
  const day = (before: number) => new Date(Date.parse(judged_on) - before * 86_400_000).toISOString().slice(0, 10)
  const row = [
    ...[judged_on, day(silence), '3', '60', null, null, '2', '200', '200', '20', day(500), day(400), '4', '8', day(silence), '100'],
    ...[day(90), '0', '2'],
  ]
  return row.map((value, place) => (place in changes ? changes[place]! : value))
}

/** Members of whom those who have been silent for longer order less often: nine of ten after a week, one of ten after a year. */
function* observed(line: string, size: number): Generator<Row> {
  for (const day of days)
    for (let at = 0; at < size; at++) {
      const silence = 7 + (at % 50) * 7
      const orders = (at * 7919) % 100 < 90 - (at % 50) * 1.6
      yield [line, String(1000 + at), orders ? 't' : 'f', ...columns(day, silence)]
    }
}

async function fits(observations: Iterable<Row>, periods: Row[], made: Row[] = [], as_of = '2026-06-10'): Promise<Fit[]> {
  const rows: Fit[] = []
  const inputs = { fit: input(made), period: input(periods), observation: input(observations) }
  for await (const row of churnFits(inputs, { as_of, is_first: made.length === 0 })) rows.push(row as Fit)
  return rows
}
const june = (line: string): Row => [line, '2026-06-01', ...days]

test('a line with enough members has a model that beats a coin, and others say which gate was closed', async () => {
  const lines = [...observed('*', 2_000), ...observed('food', 300)]
  const found = await fits(lines, [june('*'), june('food'), june('other')])
  expect(found.map(({ business_line, status }) => [business_line, status])).toEqual([
    ['*', 'fitted'],
    ['food', 'too_few_members'],
    ['other', 'too_short_history'],
  ])
  const [all] = found as [Fit]
  expect(all).toMatchObject({ is_backfilled: false, member_count: 2_000, tested_member_count: 2_000, calibration: 'platt' })
  expect(Number(all['auc'])).toBeGreaterThan(0.7)
  expect(Number(all['predicted_rate'])).toBeCloseTo(Number(all['observed_rate']), 2)

  const { fit, calibration } = all['parameters'] as ChurnModel
  const probability = (silence: number) => {
    const row = readFeatures(columns('2026-06-10', silence), 0)
    return noOrderProbability(
      { fit, calibration },
      churn_features.map(({ of }) => of(row)),
    )
  }
  expect(probability(7)).toBeLessThan(0.25)
  expect(probability(350)).toBeGreaterThan(0.75)
})

test('too few churners, and too few buyers, are named', async () => {
  const all = (has_ordered: string) =>
    [...observed('*', 600)].map(([line, one_id, , ...rest], at): Row => [line!, one_id!, at % 100 === 0 ? 't' : has_ordered, ...rest])
  expect((await fits(all('t'), [june('*')]))[0]!.status).toBe('too_few_churners')
  expect((await fits(all('f'), [june('*')]))[0]!.status).toBe('too_few_buyers')
})

test('a month that the registry holds is not made again, and the month before that of as_of is marked', async () => {
  const may: Row = ['*', '2026-05-01', ...days]
  const first = await fits(observed('*', 2_000), [may, june('*')])
  expect(first.map(({ month_on, is_backfilled }) => [month_on, is_backfilled])).toEqual([
    ['2026-05-01', true],
    ['2026-06-01', false],
  ])
  const stored = first.map((fit) => Object.values(fit).map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))))
  // Other facts than those that the models were made from.
  const second = await fits(observed('*', 40), [may, june('*')], stored)
  expect(second.map((fit) => Object.values(fit))).toEqual(stored)
  const july = await fits(observed('*', 40), [june('*'), ['*', '2026-07-01', ...days]], stored, '2026-07-01')
  expect(july.map(({ month_on, status }) => [month_on, status]).at(-1)).toEqual(['2026-07-01', 'too_few_members'])
  expect(july).toHaveLength(3)
})

test('no members at all close the first gate', () => {
  const none = { count: 0, features: churn_features.map(() => new Float64Array()), outcomes: new Uint8Array() }
  const day = { ...none, folds: new Uint8Array(), silence: new Float64Array() }
  expect(learnChurn(day, day, day)).toEqual({ status: 'too_short_history' })
})

test('reasons are the strongest groups that speak for churn, with the figures of the member', () => {
  const rows = [...observed('*', 500)].map((row) => readFeatures(row, 3))
  const features = churn_features.map(({ of }) => Float64Array.from(rows, of))
  const outcomes = Uint8Array.from(rows, (_, at) => ((at % 50) * 1.6 > (at * 7919) % 90 ? 1 : 0))
  const fit = fitLogistic({ count: rows.length, features, outcomes }, 0.001)!
  const reasons = (silence: number, changes = {}) => {
    const row = readFeatures(columns('2026-06-10', silence, changes), 0)
    return reasonsOf(
      fit,
      churn_features.map(({ of }) => of(row)),
      row,
      3,
    )
  }
  expect(reasons(300)[0]).toMatchObject({
    zh: '300 天没有购买，是平时间隔的 5.0 倍',
    en: 'no purchase for 300 days, 5.0 times the usual gap',
  })
  expect(reasons(300).map(({ weight }) => weight)).toEqual(
    reasons(300)
      .map(({ weight }) => weight)
      .sort((one, other) => other - one),
  )
  expect(reasons(7)).toEqual([])
  expect(reasons(300, { 3: null })[0]!.en).toBe('no purchase for 300 days')
})

test('a feature that was not observed is no figure, and no figure is infinite', () => {
  const row = columns('2026-06-10', 0, Object.fromEntries([3, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18].map((place) => [place, null])))
  const figures = Object.fromEntries(churn_features.map(({ name, of }) => [name, of(readFeatures(row, 0))]))
  expect(Object.values(figures).filter((figure) => !Number.isFinite(figure) && !Number.isNaN(figure))).toEqual([])
  const unknown = Object.entries(figures)
    .filter(([, figure]) => Number.isNaN(figure))
    .map(([name]) => name)
  const [bought, seen] = [
    ['silence_by_cycle', 'gap_growth'],
    ['idle', 'recent_acts', 'fewer_acts'],
  ]
  expect(unknown).toEqual([...bought, ...seen, 'discounts', 'returns', 'points', 'points_unused', 'benefits_unused', 'tier'])
})
