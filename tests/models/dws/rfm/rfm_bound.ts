import { defineTests } from 'memberhouse'

const buyer = { business_line: '*', method: 'quantile_7', last_purchased_on: '2026-05-31', purchase_count: 1 }
const threshold = { business_line: '*', effective_from: '2026-01-01', measure: 'purchase_count', place: 1, bound: 2 }
const bought = (one_id: number, last_purchased_on: string, purchase_count: number, monetary_amount: number) => ({
  ...{ ...buyer, one_id, last_purchased_on, purchase_count, monetary_amount },
})
const bounds = (measure: string, ...values: number[]) =>
  values.map((bound, place) => ({ business_line: '*', measure, place: place + 1, bound }))

export default defineTests('dws.rfm_bound', [
  {
    name: 'quantiles of type 7 lie between the values of the buyers',
    as_of: '2026-06-01',
    given: {
      'dws.rfm_window': [
        ...[10, 20, 30, 40].map((monetary_amount, place) => ({ ...buyer, one_id: place, monetary_amount })),
        { ...buyer, one_id: 9, purchase_count: 0, last_purchased_on: null, monetary_amount: -100 },
      ],
    },
    expect: [
      ...[1, 2, 3, 4].map((place) => ({ business_line: '*', measure: 'recency_days', place, bound: 1 })),
      ...[1, 2, 3, 4].map((place) => ({ business_line: '*', measure: 'purchase_count', place, bound: 1 })),
      ...[16, 22, 28, 34].map((bound, place) => ({ business_line: '*', measure: 'monetary_amount', place: place + 1, bound })),
    ],
  },
  {
    // R: quantile(c(3, 8, 9, 15, 30, 31, 31), c(0.2, 0.4, 0.6, 0.8)) is 8.2 11.4 24.0 30.8.
    name: 'bounds of type 7 are those of R, equal ones too where many buyers bought once',
    as_of: '2026-06-01',
    given: {
      'dws.rfm_window': [
        ...[bought(1, '2026-05-29', 1, 20), bought(2, '2026-05-24', 1, 20.4), bought(3, '2026-05-23', 1, 35.5)],
        ...[bought(4, '2026-05-17', 1, 50), bought(5, '2026-05-02', 2, 50), bought(6, '2026-05-01', 2, 80), bought(7, '2026-05-01', 5, 81)],
      ],
    },
    expect: [
      ...bounds('recency_days', 8.2, 11.4, 24, 30.8),
      ...bounds('purchase_count', 1, 1, 1.6, 2),
      ...bounds('monetary_amount', 23.42, 41.3, 50, 74),
    ],
  },
  {
    // The cars of R's mtcars, miles per gallon. The tests of the R package rfm (tests/testthat/test-utils.R) have these four bounds for them.
    name: 'bounds of type 7 plus 1 are those of the R package rfm',
    as_of: '2026-06-01',
    given: {
      'dws.rfm_window': [
        ...[21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4],
        ...[14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4],
      ].map((miles, one_id) => ({ ...bought(one_id, '2026-05-31', 3, miles), method: 'quantile_7_plus_1' })),
    },
    expect: [
      ...bounds('recency_days', 2, 2, 2, 2),
      ...bounds('purchase_count', 4, 4, 4, 4),
      ...bounds('monetary_amount', 16.2, 18.92, 22, 25.08),
    ],
  },
  {
    name: 'a line by thresholds has those of its rule',
    as_of: '2026-06-01',
    given: {
      'dws.rfm_rule': [
        { business_line: '*', method: 'threshold', threshold_line: '*', threshold_from: '2026-01-01' },
        { business_line: 'food', method: 'threshold', threshold_line: 'food', threshold_from: '2026-01-01' },
        { business_line: 'beauty', method: 'quantile', threshold_line: null, threshold_from: null },
      ],
      'dwd.rfm_threshold': [
        threshold,
        { ...threshold, effective_from: '2025-01-01', place: 2 },
        { ...threshold, business_line: 'food', bound: 5 },
      ],
    },
    expect: [
      { business_line: '*', measure: 'purchase_count', place: 1, bound: 2 },
      { business_line: 'food', measure: 'purchase_count', place: 1, bound: 5 },
    ],
  },
])
