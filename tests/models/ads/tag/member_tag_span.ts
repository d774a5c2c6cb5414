import { defineTests } from 'memberhouse'

const month = { one_id: 1, business_line: '*', from_month: '2026-05-01', until_month: '2026-06-01' }

export default defineTests('ads.member_tag_span', [
  {
    name: 'spans of tier, stages, level, guide, paid membership and attributes, in days',
    given: {
      'dwd.source_setting': [
        { source: 'crm', time_zone: 'Asia/Shanghai' },
        { source: 'wecom', time_zone: 'Asia/Shanghai' },
      ],
      'dwd.one_id_map': [{ account_key: 9, one_id: 1 }],
      'dws.member_stage_span': [
        { ...month, stage: 'new' },
        { ...month, business_line: 'food', stage: 'active' },
      ],
      'dws.member_aipl_span': [{ one_id: 1, from_month: '2026-05-01', until_month: null, stage: 'loyal' }],
      'dws.member_tier_span': [{ ...month, tier_rank: 2 }],
      'dws.tier_bound': [
        { business_line: '*', month_on: '2026-05-01', tier_rank: 2, tier: 'silver', measure: 'net_amount' },
        { business_line: '*', month_on: '2026-05-01', tier_rank: 2, tier: 'silver', measure: 'order_count' },
      ],
      'dwd.level_span': [{ account_key: 9, source: 'crm', level: 'gold', starts_on: '2026-01-02', ends_before: '2026-02-01T17:00:00Z' }],
      'dwd.guide_contact_span': [{ account_key: 9, guide_id: 'G1', starts_on: '2026-03-01', ends_before: null }],
      'dwd.paid_membership_span': [{ account_key: 9, starts_on: '2026-04-01', ends_before: '2026-05-01' }],
      'dwd.member_history': [
        { one_id: 1, attribute: 'city', value: '上海', valid_from_on: '2026-01-01', valid_to_on: null },
        { one_id: 1, attribute: 'phone', value: '+861', valid_from_on: '2026-01-01', valid_to_on: null },
      ],
    },
    expect: [
      { one_id: 1, tag: 'lifecycle_stage', value: 'new', from_on: '2026-05-01', until_on: '2026-06-01' },
      { one_id: 1, tag: 'aipl_stage', value: 'loyal', from_on: '2026-05-01', until_on: null },
      { one_id: 1, tag: 'value_tier', value: 'silver', from_on: '2026-05-01', until_on: '2026-06-01' },
      { one_id: 1, tag: 'level', value: 'gold', from_on: '2026-01-02', until_on: '2026-02-02' },
      { one_id: 1, tag: 'guide_id', value: 'G1', from_on: '2026-03-01', until_on: null },
      { one_id: 1, tag: 'is_paid_member', value: 'true', from_on: '2026-04-01', until_on: '2026-05-01' },
      { one_id: 1, tag: 'city', value: '上海', from_on: '2026-01-01', until_on: null },
    ],
  },
])
