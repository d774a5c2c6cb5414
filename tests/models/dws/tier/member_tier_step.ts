import { defineTests } from 'memberhouse'

const bound = (tier_rank: number, tier: string, measure: string, least_value: number | null) => ({
  ...{ business_line: '*', month_on: '2026-06-01', tier_rank, tier, measure, least_value, interval_months: 1, is_evaluated: true },
  bound_count: tier_rank === 3 ? 2 : 1,
})
const holds = (one_id: number, tier_rank: number) => ({ one_id, business_line: '*', tier_rank })
const bought = (one_id: number, sold_on: string, net_amount: number, order_count = 1) => ({
  ...{ one_id, business_line: '*', sold_on, net_amount, order_count, unit_count: order_count },
})
const step = { name: 'tier_step_rate', business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value: 0.8 }

export default defineTests('dws.member_tier_step', [
  {
    name: 'the next evaluation, of 1 July, sees what was bought from 1 July of the year before on',
    as_of: '2026-06-15',
    given: {
      'dwd.parameter_span': [step],
      'dws.member_class': [1, 2, 3, 4, 5].map((one_id) => holds(one_id, 1)),
      'dws.tier_bound': [
        ...[bound(1, 'ordinary', 'purchase_count', 0), bound(2, 'silver', 'net_amount', 300)],
        { ...bound(2, 'silver', 'net_amount', 100), month_on: '2026-05-01' },
      ],
      'dws.member_day': [
        ...[bought(1, '2025-07-01', 240), bought(2, '2025-06-30', 900), bought(2, '2026-06-01', 239.99)],
        ...[bought(3, '2026-06-14', 300), bought(4, '2026-06-01', -20, 0)],
      ],
    },
    expect: [
      [1, 'net_amount 60', 0.8, true],
      [2, 'net_amount 60.01', 0.7999, false],
      [3, null, 1, true],
      [4, 'net_amount 320', 0, false],
      [5, 'net_amount 300', 0, false],
    ].map(([one_id, missing, reached_rate, is_one_step_away]) => ({
      ...{ one_id, next_tier: 'silver', next_tier_rank: 2, missing, reached_rate, is_one_step_away },
    })),
  },
  {
    name: 'of two bounds the farther one counts; half of it is no step away, though the other is met; the highest tier has no next one',
    as_of: '2026-06-15',
    given: {
      'dwd.parameter_span': [step],
      'dws.member_class': [holds(1, 2), holds(2, 2), holds(3, 3), holds(4, 1)],
      'dws.tier_bound': [
        ...[bound(2, 'silver', 'net_amount', null), bound(3, 'gold', 'net_amount', 100), bound(3, 'gold', 'purchase_count', 4)],
      ],
      'dws.member_day': [
        ...[bought(1, '2026-05-01', 60), bought(1, '2026-06-01', 60), bought(2, '2026-06-01', 50), bought(3, '2026-06-01', 50)],
      ],
    },
    expect: [
      { one_id: 1, next_tier: 'gold', missing: 'purchase_count 2', reached_rate: 0.5, is_one_step_away: false },
      { one_id: 2, next_tier: 'gold', missing: 'net_amount 50, purchase_count 3', reached_rate: 0.25, is_one_step_away: false },
    ],
  },
])
