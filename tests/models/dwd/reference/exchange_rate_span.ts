import { defineTests } from 'memberhouse'

const reporting_currencies = [
  { effective_from: '2000-01-01', currency: 'GBP' },
  { effective_from: '2026-01-01', currency: 'CNY' },
]
const rate = (currency: string, reporting_currency: string, starts_on: string, rate: number) => ({
  ...{ currency, reporting_currency, starts_on, rate },
})
const span = (currency: string, reporting_currency: string, starts_on: string, ends_before: string, rate: number) => ({
  ...{ currency, reporting_currency, starts_on, ends_before, rate },
})

export default defineTests('dwd.exchange_rate_span', [
  {
    name: 'a rate holds until the next one of its currency; the reporting currency is worth 1 on all days',
    as_of: '2026-07-01',
    given: {
      'dwd.reporting_currency': reporting_currencies,
      'dwd.exchange_rate': [
        rate('HKD', 'CNY', '2026-06-01', 0.91),
        rate('HKD', 'CNY', '2026-06-29', 0.92),
        rate('USD', 'CNY', '2026-06-15', 7.1),
        rate('CNY', 'GBP', '2026-06-01', 0.1),
      ],
    },
    expect: [
      span('CNY', 'CNY', '-infinity', 'infinity', 1),
      span('HKD', 'CNY', '2026-06-01', '2026-06-29', 0.91),
      span('HKD', 'CNY', '2026-06-29', 'infinity', 0.92),
      span('USD', 'CNY', '2026-06-15', 'infinity', 7.1),
    ],
  },
  {
    name: 'the reporting currency is that of the last day before as_of',
    as_of: '2026-01-01',
    given: { 'dwd.reporting_currency': reporting_currencies, 'dwd.exchange_rate': [rate('CNY', 'GBP', '2020-01-01', 0.1)] },
    expect: [span('GBP', 'GBP', '-infinity', 'infinity', 1), span('CNY', 'GBP', '2020-01-01', 'infinity', 0.1)],
  },
  {
    name: 'without a reporting currency, nothing can be converted',
    as_of: '1999-01-01',
    given: { 'dwd.reporting_currency': reporting_currencies, 'dwd.exchange_rate': [rate('CNY', 'GBP', '1990-01-01', 0.1)] },
    expect: [],
  },
])
