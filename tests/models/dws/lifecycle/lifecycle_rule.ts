import { defineTests } from 'memberhouse'

const names = [
  ...['typical_gap_weight_count', 'typical_gap_most_days', 'dormant_cycle_count', 'dormant_least_days', 'dormant_most_days'],
  ...['churned_cycle_count', 'churned_least_days', 'churned_most_days', 'aipl_purchase_days', 'aipl_loyal_count'],
  ...['aipl_interest_days', 'aipl_awareness_days', 'silence_short_days', 'silence_medium_days', 'silence_long_days'],
]
const since = { business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity' }
const parameters = names.map((name, place) => ({ ...since, name, value: place + 1 }))
const engaged = { ...since, name: 'engaged_days' }

export default defineTests('dws.lifecycle_rule', [
  {
    name: 'at each of 24 month starts and on as_of, the values that are in force that day',
    as_of: '2024-02-15',
    given: {
      'dwd.parameter_span': [
        ...parameters,
        { ...engaged, ends_before: '2024-01-31', value: 90 },
        { ...engaged, starts_on: '2024-01-31', ends_before: '2024-02-15', value: 60 },
        { ...engaged, starts_on: '2024-02-15', value: 30 },
        { ...since, name: 'another', value: 7 },
      ],
      'dws.typical_gap': [
        { business_line: '*', month_on: '2024-01-01', typical_gap_days: 40 },
        { business_line: '*', month_on: '2024-02-01', typical_gap_days: 50 },
      ],
    },
    expect: [
      ...Array.from({ length: 22 }, (_, month) => [new Date(Date.UTC(2022, 2 + month, 1)).toISOString().slice(0, 10), null, 90]),
      ['2024-01-01', 40, 90],
      ['2024-02-01', 50, 60],
      ['2024-02-15', 50, 60],
    ].map(([judged_on, typical_gap_days, engaged_days]) => ({
      ...{ business_line: '*', judged_on, typical_gap_days, engaged_days, typical_gap_weight: 1, dormant_cycle_count: 3 },
      ...{ churned_most_days: 8, aipl_loyal_count: 10, aipl_awareness_days: 12 },
      ...{ silence_short_days: 13, silence_medium_days: 14, silence_long_days: 15 },
    })),
  },
])
