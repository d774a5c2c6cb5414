import { defineTests } from 'memberhouse'

const tier = (business_line: string, effective_from: string, tier_rank: number, bound: number, measure = 'net_amount') => ({
  ...{
    business_line,
    effective_from,
    tier_rank,
    tier: `tier ${tier_rank}`,
    measure,
    bound_kind: 'value',
    bound,
    interval_months: tier_rank,
  },
})
const kept = { name: 'tier_kept_rate', starts_on: '2000-01-01', ends_before: 'infinity', value: 0.7 }
const months = (from: number, count: number) =>
  Array.from({ length: count }, (_, month) => new Date(Date.UTC(2024, from + month, 1)).toISOString().slice(0, 10))

export default defineTests('dws.tier_ladder', [
  {
    name: 'the newest edition in force counts whole, and a line with a ladder of its own leaves that of all lines',
    as_of: '2026-06-15',
    given: {
      'dwd.business_line': [{ business_line: 'food' }],
      'dwd.parameter_span': [
        { ...kept, business_line: '*' },
        { ...kept, business_line: 'food', value: 0.5 },
      ],
      'dwd.value_tier': [
        tier('*', '2000-01-01', 1, 0),
        tier('*', '2026-05-15', 1, 0),
        tier('*', '2026-05-15', 3, 200),
        tier('*', '2026-05-15', 3, 4, 'purchase_count'),
        tier('food', '2026-06-01', 1, 5),
      ],
    },
    expect: [
      ...months(1, 28).map((month_on) => ['*', month_on, 1, 'net_amount', 0, true, 1, 0.7]),
      ['*', '2026-06-01', 1, 'net_amount', 0, true, 1, 0.7],
      ['*', '2026-06-01', 3, 'net_amount', 200, false, 2, 0.7],
      ['*', '2026-06-01', 3, 'purchase_count', 4, false, 2, 0.7],
      ...months(1, 28).map((month_on) => ['food', month_on, 1, 'net_amount', 0, true, 1, 0.5]),
      ['food', '2026-06-01', 1, 'net_amount', 0, true, 1, 0.5],
      ['food', '2026-06-01', 3, 'net_amount', 200, false, 2, 0.5],
      ['food', '2026-06-01', 3, 'purchase_count', 4, false, 2, 0.5],
    ].map(([business_line, month_on, tier_rank, measure, bound, is_evaluated, bound_count, kept_rate]) => ({
      ...{ business_line, month_on, tier_rank, measure, bound, is_evaluated, bound_count, kept_rate },
    })),
  },
])
