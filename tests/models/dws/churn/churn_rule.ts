import { defineTests } from 'memberhouse'

const rule = { business_line: '*', judged_on: '2026-06-01' }
const parameter = { name: 'churn_risk_weight_count', business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value: 4 }

export default defineTests('dws.churn_rule', [
  {
    name: 'bounds, weights and parameters of the day in one row, and the newest report of each kind of act',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': ['2026-06-01', '2026-06-15'].map((judged_on) => ({ ...rule, judged_on, rules_version: 'a' })),
      'dws.churn_signal_rule': [
        { ...rule, signal: 'overdue', bound: 1, weight: 2 },
        { ...rule, signal: 'acts_stopped', bound: 60, weight: 3 },
        { ...rule, judged_on: '2026-06-15', signal: 'overdue', bound: 5, weight: 2 },
      ],
      'dwd.parameter_span': [
        { ...parameter, ends_before: '2026-06-14' },
        { ...parameter, starts_on: '2026-06-14', value: 6 },
        { ...parameter, business_line: 'food', value: 9 },
        { ...parameter, name: 'churned_least_days', value: 270 },
      ],
      'dwd.observed_source': [
        { source: 'ods.event', last_on: '2026-06-10' },
        { source: 'ods.touch', last_on: '2026-06-11' },
        { source: 'ods.delivery', last_on: '2026-06-12' },
        { source: 'ods.point_entry', last_on: '2026-06-09' },
      ],
    },
    expect: [
      { ...rule, overdue_bound: 1, overdue_weight: 2, acts_stopped_bound: 60, acts_stopped_weight: 3, risk_weight_count: 4 },
      {
        ...{ ...rule, judged_on: '2026-06-15', overdue_bound: 5, overdue_weight: 2, acts_stopped_bound: null },
        ...{ acts_stopped_weight: null, risk_weight_count: 6 },
      },
    ].map((row) => ({ ...row, acts_last_on: '2026-06-11', points_last_on: '2026-06-09', benefits_last_on: null })),
  },
])
