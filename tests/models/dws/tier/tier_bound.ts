import { defineTests } from 'memberhouse'

const ladder = {
  ...{
    business_line: '*',
    month_on: '2026-06-01',
    tier_rank: 2,
    tier: 'silver',
    measure: 'net_amount',
    bound_kind: 'quantile',
    bound: 0.5,
  },
  ...{ interval_months: 1, is_evaluated: true, bound_count: 1, kept_rate: 0.7 },
}
const year = (one_id: number, net_amount: number, purchase_count = 1) => ({
  ...{ one_id, business_line: '*', from_month: '2026-05-01', until_month: null, net_amount, purchase_count },
})

export default defineTests('dws.tier_bound', [
  {
    name: 'a quantile is the value that this share of the buyers who are members does not exceed; a value stays',
    as_of: '2026-06-15',
    given: {
      'dws.tier_ladder': [
        ladder,
        { ...ladder, tier_rank: 3, bound: 0.9 },
        { ...ladder, tier_rank: 4, measure: 'purchase_count', bound_kind: 'value', bound: 12 },
        { ...ladder, business_line: 'food', bound: 0.9 },
      ],
      'dws.member_year_span': [
        ...[10, 20, 30, 40].map((net_amount, place) => year(place + 1, net_amount)),
        year(5, 0, 0),
        year(6, 900),
        { ...year(1, 900), from_month: '2025-05-01', until_month: '2026-05-01' },
        { ...year(2, 900), from_month: '2026-07-01' },
      ],
      'dws.member_status': [1, 2, 3, 4, 5, 6].map((one_id) => ({ one_id, membership: one_id === 6 ? 'visitor' : 'member' })),
    },
    expect: [
      ['*', 2, 20],
      ['*', 3, 40],
      ['*', 4, 12],
      // Nobody has bought, so nothing can be compared.
      ['food', 2, null],
    ].map(([business_line, tier_rank, least_value]) => ({ business_line, tier_rank, least_value })),
  },
])
