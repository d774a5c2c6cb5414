import { defineTests } from 'memberhouse'

export default defineTests('dws.member_standing', [
  {
    name: 'classes of all lines; the cycle is that of the line bought last',
    given: {
      'dws.member_class': [
        {
          ...{ one_id: 1, business_line: '*', stage: 'active', growth_stage: 'loyal', tier: 'silver', behaviour_class: 'frequent' },
          ...{ strategy_class: 'potential_high_value' },
        },
        { one_id: 1, business_line: 'food', stage: 'new', tier: 'ordinary' },
        { one_id: 2, business_line: '*', stage: 'prospect', tier: 'ordinary' },
      ],
      'dws.member_stage': [
        { one_id: 1, business_line: '*', last_purchased_on: '2026-07-01', cycle_days: 28 },
        { one_id: 1, business_line: 'beauty', last_purchased_on: '2026-06-01', cycle_days: 45.5 },
        { one_id: 1, business_line: 'food', last_purchased_on: '2026-07-01', cycle_days: 17.6 },
        { one_id: 2, business_line: '*', last_purchased_on: null, cycle_days: 28 },
      ],
      'dws.member_aipl': [
        { one_id: 1, stage: 'loyal' },
        { one_id: 2, stage: 'none' },
        { one_id: 3, stage: 'aware', membership: 'visitor' },
      ],
      'dws.member_spending': [{ one_id: 1, units_per_order: 1.5, discount_rate: 0.1, return_rate: 0 }],
      'dws.member_discount': [
        { one_id: 1, business_line: '*', is_price_sensitive: true },
        { one_id: 1, business_line: 'food', is_price_sensitive: false },
      ],
    },
    expect: [
      {
        ...{ one_id: 1, value_tier: 'silver', behaviour_class: 'frequent', strategy_class: 'potential_high_value' },
        ...{ lifecycle_stage: 'active', growth_stage: 'loyal', aipl_stage: 'loyal', last_business_line: 'food', cycle_days: 18 },
        ...{ next_order_due_on: '2026-07-19', units_per_order: 1.5, discount_rate: 0.1, is_price_sensitive: true, return_rate: 0 },
      },
      { one_id: 2, value_tier: 'ordinary', lifecycle_stage: 'prospect', aipl_stage: 'none', cycle_days: null, next_order_due_on: null },
    ],
  },
])
