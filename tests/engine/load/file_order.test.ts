import { expect, test } from 'vitest'
import { compareFiles, compareNames, periodOf } from '../../../engine/load/file_order.ts'

test.each([
  ['dates in one form', ['price_2025-12-31.csv', 'price_2026-06-01.csv', 'price_2026-06-02.csv']],
  [
    'dates in several forms',
    ['price_2026-6-1.csv', 'price_20260602.csv', 'price_2026_06_03.csv', 'price_2026.6.4.csv', '价格2026年6月10日.csv'],
  ],
  ['the year last', ['price_30-06-2026.csv', 'price_01-07-2026.csv', 'price_12.8.2026.csv', 'price_12.31.2026.csv', 'price_1_1_2027.csv']],
  ['the date before the rest of the name', ['price_b_2026-06-01.csv', 'price_a_2026-06-02.csv']],
  [
    'times of one day',
    ['price_2026-06-01.csv', 'price_2026-06-01T9-30.csv', 'price_2026-06-01T10-30.csv', 'price_2026-06-01T10-30-05.csv'],
  ],
  ['times without separators', ['price_20260601093000.csv', 'price_20260601103000.csv', 'price_20260602000000.csv']],
  ['milliseconds', ['price_20260601093000123.csv', 'price_20260601093000124.csv']],
  [
    'parts and corrections of one day',
    ['price_2026-06-01.csv', 'price_2026-06-01 (1).csv', 'price_2026-06-01_2.csv', 'price_2026-06-01_10.csv'],
  ],
  ['counters that are no times', ['price_20260601_2359.csv', 'price_20260601_2360.csv', 'price_20260601_10000.csv']],
  ['months and numbers', ['price_2.csv', 'price_10.csv', 'price_2026-02.csv', 'price_2026-10.csv']],
  ['numbers that are no dates', ['price_20261301.csv', 'price_20261302.csv']],
  ['a name without a date first', ['price_final.csv', 'price_2026-06-01.csv']],
])('%s', (_, names) => {
  for (const [place, one] of names.entries())
    for (const [other, two] of names.entries())
      expect([one, two, Math.sign(compareFiles(one, two))]).toEqual([one, two, Math.sign(place - other)])
})

test('a name says a day, a month or neither', () => {
  const day = { starts_on: '2026-06-09', period: 'day' }
  expect(['price_2026-06-09.csv', 'price_20260609.csv.gz', 'price_9.6.2026.csv'].map(periodOf)).toEqual([day, day, day])
  const month = { starts_on: '2026-06-01', period: 'month' }
  expect(['price_2026-06.csv', 'price_202606.csv', 'price_2026_06.ndjson'].map(periodOf)).toEqual([month, month, month])
  expect(['price.csv', 'price_12345678.csv', 'price_2026-13.csv', 'price_2026.csv'].map(periodOf)).toEqual([null, null, null, null])
})

test('one date in two forms is one place', () => {
  expect(compareFiles('price_2026-06-01.csv', 'price_20260601.csv')).toBe(0)
  expect(compareFiles('price_1.csv', 'price_01.csv')).toBe(0)
})

test('folders are walked with numbers in their order', () => {
  expect(['sale_10.csv', 'sale_9.csv', 'sale_9_2.csv', 'sale_9.csv.gz'].sort(compareNames)).toEqual([
    'sale_9.csv',
    'sale_9.csv.gz',
    'sale_9_2.csv',
    'sale_10.csv',
  ])
})
