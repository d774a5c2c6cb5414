import { defineTests } from 'memberhouse'

const bound = (month_on: string, tier_rank: number, measure: string, least_value: number) => ({
  ...{ business_line: '*', month_on, tier_rank, measure, least_value, interval_months: 1, is_evaluated: true },
})
const year = { business_line: '*', from_month: '2026-02-01', until_month: null, order_count: 9, unit_count: 9 }
const holds = (one_id: number, tier_rank: number) => ({ one_id, business_line: '*', tier_rank })

export default defineTests('dws.member_tier_basis', [
  {
    name: 'the figures of the last month start beside the bounds: met, or kept from the evaluation before',
    as_of: '2026-06-15',
    given: {
      'dws.member_class': [holds(1, 3), holds(2, 3), holds(3, 1)],
      'dws.tier_bound': [
        ...[bound('2026-06-01', 1, 'purchase_count', 0), bound('2026-06-01', 2, 'net_amount', 300)],
        ...[bound('2026-06-01', 3, 'net_amount', 3000), bound('2026-06-01', 3, 'purchase_count', 6)],
        bound('2026-05-01', 3, 'net_amount', 2000),
      ],
      'dws.member_year_span': [
        { ...year, one_id: 1, purchase_count: 7, net_amount: 3200.5 },
        { ...year, one_id: 2, until_month: '2026-06-01', purchase_count: 9, net_amount: 9000 },
        { ...year, one_id: 2, from_month: '2026-06-01', purchase_count: 6, net_amount: 2100 },
        { ...year, one_id: 3, purchase_count: 1, net_amount: 10 },
      ],
    },
    expect: [
      { one_id: 1, tier_rank: 3, is_met: true, held_by: 'net_amount 3200.5 of 3000, purchase_count 7 of 6' },
      { one_id: 2, tier_rank: 3, is_met: false, held_by: 'net_amount 2100 of 3000, purchase_count 6 of 6' },
    ],
  },
  {
    name: 'a tier of quarters is judged by its last quarter',
    as_of: '2026-06-15',
    given: {
      'dws.member_class': [holds(1, 2)],
      'dws.tier_bound': [
        { ...bound('2026-01-01', 2, 'net_amount', 100), interval_months: 3 },
        { ...bound('2026-04-01', 2, 'net_amount', 300), interval_months: 3 },
        { ...bound('2026-06-01', 2, 'net_amount', 500), interval_months: 3, is_evaluated: false },
      ],
      'dws.member_year_span': [
        { ...year, one_id: 1, until_month: '2026-05-01', purchase_count: 1, net_amount: 400 },
        { ...year, one_id: 1, from_month: '2026-05-01', purchase_count: 0, net_amount: 0 },
      ],
    },
    expect: [{ one_id: 1, is_met: true, held_by: 'net_amount 400 of 300' }],
  },
])
