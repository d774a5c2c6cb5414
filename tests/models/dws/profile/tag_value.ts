import { defineTests } from 'memberhouse'

const profile = { lifecycle_stage: 'active', rules_version: 'v1' }

export default defineTests('dws.tag_value', [
  {
    name: 'numbers have four digits, dates months, a list counts for each of its texts',
    given: {
      'dwd.tag': [
        { tag: 'net_amount_365d', type: 'number' },
        { tag: 'last_purchased_on', type: 'date' },
        { tag: 'searched_texts', type: 'list' },
        { tag: 'is_paid_member', type: 'flag' },
      ],
      'dws.member_profile': [
        { ...profile, one_id: 1, value_tier: 'gold', net_amount_365d: 12345.67, searched_texts: ['a', '*'], is_paid_member: true },
        { ...profile, one_id: 2, value_tier: 'gold', net_amount_365d: 12345.01, last_purchased_on: '2026-06-30', is_paid_member: true },
        { ...profile, one_id: 3, net_amount_365d: 0 },
      ],
    },
    expect: [
      { tag: '*', value: '*', value_tier: 'gold', lifecycle_stage: 'active', member_count: 2 },
      { tag: '*', value: '*', value_tier: 'none', lifecycle_stage: 'active', member_count: 1 },
      { tag: 'net_amount_365d', value: '*', value_tier: 'gold', lifecycle_stage: 'active', member_count: 2 },
      { tag: 'net_amount_365d', value: '12350', value_tier: 'gold', lifecycle_stage: 'active', member_count: 2 },
      { tag: 'net_amount_365d', value: '*', value_tier: 'none', lifecycle_stage: 'active', member_count: 1 },
      { tag: 'net_amount_365d', value: '0', value_tier: 'none', lifecycle_stage: 'active', member_count: 1 },
      { tag: 'last_purchased_on', value: '*', value_tier: 'gold', lifecycle_stage: 'active', member_count: 1 },
      { tag: 'last_purchased_on', value: '2026-06', value_tier: 'gold', lifecycle_stage: 'active', member_count: 1 },
      { tag: 'searched_texts', value: '*', value_tier: 'gold', lifecycle_stage: 'active', member_count: 1 },
      { tag: 'searched_texts', value: 'a', value_tier: 'gold', lifecycle_stage: 'active', member_count: 1 },
      { tag: 'is_paid_member', value: '*', value_tier: 'gold', lifecycle_stage: 'active', member_count: 2 },
      { tag: 'is_paid_member', value: 'true', value_tier: 'gold', lifecycle_stage: 'active', member_count: 2 },
    ],
  },
])
