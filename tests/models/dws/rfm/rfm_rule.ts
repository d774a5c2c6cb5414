import { defineTests } from 'memberhouse'

const days = { name: 'rfm_window_days', business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value: 365 }
const method = { business_line: '*', effective_from: '2000-01-01', method: 'quantile', monetary_days: 'window', high_score: 4 }
const bounds = { business_line: '*', effective_from: '2000-01-01', measure: 'purchase_count', place: 1, bound: 2 }
const segments = [{ place: 1, segment: 'All', r_least: 1, r_most: 5, f_least: 1, f_most: 5, m_least: 1, m_most: 5 }]
const rule = { window_days: 365, method: 'quantile', monetary_days: 'window', high_score: 4, threshold_line: null, threshold_from: null }

export default defineTests('dws.rfm_rule', [
  {
    name: 'a line follows its own newest method in force on the last day before as_of, else that of `*`',
    as_of: '2026-06-01',
    given: {
      'dwd.parameter_span': [
        { ...days, ends_before: '2026-05-31' },
        { ...days, starts_on: '2026-05-31', ends_before: '2026-06-01', value: 30 },
        { ...days, starts_on: '2026-06-01', value: 10 },
        { ...days, business_line: 'beauty' },
        { ...days, business_line: 'food', value: 90 },
        { ...days, business_line: 'food', name: 'dormant_least_days', value: 1 },
      ],
      'dwd.rfm_method': [
        method,
        { ...method, effective_from: '2026-05-31', high_score: 5 },
        { ...method, effective_from: '2026-06-01', high_score: 3 },
        { ...method, business_line: 'food', method: 'quantile_7', monetary_days: 'life' },
      ],
      'dwd.rfm_segment': segments,
    },
    expect: [
      { ...rule, business_line: '*', window_days: 30, high_score: 5 },
      { ...rule, business_line: 'beauty', high_score: 5 },
      { ...rule, business_line: 'food', window_days: 90, method: 'quantile_7', monetary_days: 'life' },
    ],
  },
  {
    name: 'a method by thresholds takes the newest edition in force: its own, else that of `*`',
    as_of: '2026-06-01',
    given: {
      'dwd.parameter_span': ['*', 'beauty', 'food'].map((business_line) => ({ ...days, business_line })),
      'dwd.rfm_method': [
        { ...method, method: 'threshold' },
        { ...method, business_line: 'beauty' },
      ],
      'dwd.rfm_threshold': [
        bounds,
        { ...bounds, effective_from: '2026-01-01' },
        { ...bounds, effective_from: '2026-06-01' },
        { ...bounds, business_line: 'food', effective_from: '2025-01-01' },
      ],
      'dwd.rfm_segment': segments,
    },
    expect: [
      { ...rule, business_line: '*', method: 'threshold', threshold_line: '*', threshold_from: '2026-01-01' },
      { ...rule, business_line: 'beauty' },
      { ...rule, business_line: 'food', method: 'threshold', threshold_line: 'food', threshold_from: '2025-01-01' },
    ],
  },
])
