import { defineTests } from 'memberhouse'

const member = { membership: 'member' }
const rule = { judged_on: '2026-07-10', typical_gap_weight: 2 }

export default defineTests('dws.member_standing', [
  {
    name: 'tier and stages of the month; the cycle is that of the line bought last',
    as_of: '2026-07-10',
    given: {
      'dws.member_summary': [
        { ...member, one_id: 1, business_line: '*', last_purchased_on: '2026-07-01' },
        { ...member, one_id: 1, business_line: 'beauty', last_purchased_on: '2026-06-01', lifetime_purchase_count: 5 },
        { ...member, one_id: 1, business_line: 'food', last_purchased_on: '2026-07-01', lifetime_purchase_count: 1 },
        { ...member, one_id: 2, business_line: '*', last_purchased_on: null },
        { one_id: 3, business_line: '*', membership: 'visitor' },
      ],
      'dws.lifecycle_rule': [
        { ...rule, business_line: '*', typical_gap_days: 28 },
        { ...rule, business_line: 'beauty', typical_gap_days: 39 },
        { ...rule, business_line: 'food', typical_gap_days: 18 },
      ],
      'dws.member_cycle': [
        { one_id: 1, business_line: 'food', next_month_on: null, purchase_count: 1, own_gap_days: null },
        { one_id: 1, business_line: 'beauty', next_month_on: null, purchase_count: 5, own_gap_days: 50 },
      ],
      'dws.member_stage_span': [
        { one_id: 1, business_line: '*', until_month: '2026-06-01', stage: 'new' },
        { one_id: 1, business_line: '*', until_month: null, stage: 'active' },
        { one_id: 1, business_line: 'food', until_month: null, stage: 'new' },
      ],
      'dws.member_aipl_span': [{ one_id: 1, until_month: null, stage: 'loyal' }],
      'dws.member_tier_span': [{ one_id: 1, business_line: '*', until_month: null, tier_rank: 2 }],
      'dws.tier_bound': [
        { business_line: '*', month_on: '2026-07-01', tier_rank: 2, tier: 'silver', measure: 'net_amount' },
        { business_line: '*', month_on: '2026-07-01', tier_rank: 2, tier: 'silver', measure: 'purchase_count' },
        { business_line: '*', month_on: '2026-06-01', tier_rank: 2, tier: 'old', measure: 'net_amount' },
      ],
      'dws.member_spending': [{ one_id: 1, units_per_order: 1.5, discount_rate: 0.1, return_rate: 0 }],
    },
    expect: [
      {
        ...{ one_id: 1, value_tier: 'silver', month_stage: 'active', month_aipl_stage: 'loyal', last_business_line: 'food' },
        ...{ cycle_days: 18, next_order_due_on: '2026-07-19', units_per_order: 1.5, discount_rate: 0.1, return_rate: 0 },
      },
      { one_id: 2, value_tier: null, month_stage: null, last_business_line: null, cycle_days: null, next_order_due_on: null },
    ],
  },
])
