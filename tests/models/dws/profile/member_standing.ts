import { defineTests } from 'memberhouse'

export default defineTests('dws.member_standing', [
  {
    name: 'tier and AIPL stage of the month; the cycle is that of the line bought last',
    as_of: '2026-07-10',
    given: {
      'dws.member_stage': [
        { one_id: 1, business_line: '*', stage: 'active', last_purchased_on: '2026-07-01', cycle_days: 28 },
        { one_id: 1, business_line: 'beauty', stage: 'dormant', last_purchased_on: '2026-06-01', cycle_days: 45.5 },
        { one_id: 1, business_line: 'food', stage: 'new', last_purchased_on: '2026-07-01', cycle_days: 17.6 },
        { one_id: 2, business_line: '*', stage: 'prospect', last_purchased_on: null, cycle_days: 28 },
      ],
      'dws.member_aipl_span': [
        { one_id: 1, until_month: '2026-06-01', stage: 'aware' },
        { one_id: 1, until_month: null, stage: 'loyal' },
      ],
      'dws.member_tier_span': [
        { one_id: 1, business_line: '*', until_month: null, tier_rank: 2 },
        { one_id: 1, business_line: 'food', until_month: null, tier_rank: 1 },
      ],
      'dws.tier_bound': [
        { business_line: '*', month_on: '2026-07-01', tier_rank: 2, tier: 'silver', measure: 'net_amount' },
        { business_line: '*', month_on: '2026-07-01', tier_rank: 2, tier: 'silver', measure: 'purchase_count' },
        { business_line: '*', month_on: '2026-06-01', tier_rank: 2, tier: 'old', measure: 'net_amount' },
      ],
      'dws.member_spending': [{ one_id: 1, units_per_order: 1.5, discount_rate: 0.1, return_rate: 0 }],
      'dws.member_discount': [
        { one_id: 1, business_line: '*', is_price_sensitive: true },
        { one_id: 1, business_line: 'food', is_price_sensitive: false },
      ],
    },
    expect: [
      {
        ...{ one_id: 1, value_tier: 'silver', lifecycle_stage: 'active', aipl_stage: 'loyal', last_business_line: 'food', cycle_days: 18 },
        ...{ next_order_due_on: '2026-07-19', units_per_order: 1.5, discount_rate: 0.1, is_price_sensitive: true, return_rate: 0 },
      },
      { one_id: 2, value_tier: null, lifecycle_stage: 'prospect', aipl_stage: null, cycle_days: null, next_order_due_on: null },
    ],
  },
])
