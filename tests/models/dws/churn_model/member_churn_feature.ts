import { defineTests } from 'memberhouse'

const rulesOn = (...days: string[]) =>
  days.map((judged_on) => ({ business_line: '*', judged_on, typical_gap_days: 40, typical_gap_weight: 2 }))
const cycle = {
  ...{ one_id: 1, business_line: '*', month_on: '2026-02-01', next_month_on: null, last_purchased_on: '2026-02-10' },
  ...{ purchase_count: 1, own_gap_days: null },
}
const member = {
  ...{ one_id: 1, business_line: '*', membership: 'member', registered_on: '2025-01-05', engagement_observed_from: '2025-02-01' },
  last_engaged_on: '2026-06-10',
}
const feature = {
  ...{ one_id: 1, business_line: '*', judged_on: '2026-06-15', last_purchased_on: '2026-02-10', purchase_count: 1, cycle_days: 40 },
  ...{ registered_on: '2025-01-05', engagement_observed_from: '2025-02-01', last_engaged_on: '2026-06-10' },
}

export default defineTests('dws.member_churn_feature', [
  {
    name: 'everyone who bought is judged on as_of, with what was known then; visitors, excluded members and those who left are not',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': rulesOn('2026-06-01', '2026-06-15'),
      'dws.churn_period': [{ month_on: '2026-06-01', role: 'test', judged_on: '2026-03-01' }],
      'dws.member_cycle': [cycle, { ...cycle, one_id: 2 }, { ...cycle, one_id: 3 }, { ...cycle, one_id: 4 }],
      'dws.member_summary': [
        member,
        { ...member, one_id: 2, membership: 'visitor' },
        { ...member, one_id: 3, membership: 'excluded' },
        { ...member, one_id: 4, cancelled_on: '2026-06-14' },
      ],
      'dws.member_purchase_habit': [{ one_id: 1, business_line: '*', month_on: '2026-02-01', recent_gap_days: 9, earlier_gap_days: 3 }],
      'dws.member_year_span': [
        { one_id: 1, business_line: '*', from_month: '2026-01-01', until_month: '2026-06-01', purchase_count: 7 },
        {
          ...{ one_id: 1, business_line: '*', from_month: '2026-06-01', until_month: null, purchase_count: 3 },
          ...{ gross_amount: 100, net_amount: 80, discount_amount: 20 },
        },
      ],
      'dws.member_engagement_span': [
        {
          one_id: 1,
          from_month: '2026-05-01',
          until_month: null,
          recent_day_count: 4,
          earlier_day_count: 9,
          last_engaged_on: '2026-04-30',
        },
      ],
      'dws.member_reward_month': [
        { one_id: 1, month_on: '2026-04-01', next_month_on: '2026-06-01', points_balance: 5, unused_benefit_count: 0 },
        {
          ...{ one_id: 1, month_on: '2026-06-01', next_month_on: null, points_balance: 6, points_unused_from: '2026-06-03' },
          unused_benefit_count: 2,
        },
      ],
      'dws.member_tier_span': [{ one_id: 1, business_line: '*', from_month: '2026-06-01', until_month: null, tier_rank: 2 }],
    },
    expect: [
      {
        ...{ ...feature, recent_gap_days: 9, earlier_gap_days: 3, year_purchase_count: 3, year_gross_amount: 100, year_net_amount: 80 },
        ...{ year_discount_amount: 20, recent_day_count: 4, earlier_day_count: 9, points_balance: 6, points_unused_from: '2026-06-03' },
        ...{ unused_benefit_count: 2, tier_rank: 2 },
      },
    ],
  },
  {
    name: 'on an earlier day only what had happened counts: the purchases, acts and registrations before it',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': rulesOn('2026-03-01', '2026-06-15'),
      'dws.churn_period': [{ month_on: '2026-06-01', role: 'test', judged_on: '2026-03-01' }],
      'dws.member_cycle': [
        { ...cycle, next_month_on: '2026-04-01' },
        { ...cycle, month_on: '2026-04-01', last_purchased_on: '2026-04-11', purchase_count: 2, own_gap_days: 60 },
        { ...cycle, one_id: 2 },
      ],
      'dws.member_summary': [
        { ...member, cancelled_on: '2026-06-15' },
        { ...member, one_id: 2, registered_on: '2026-03-01' },
      ],
      'dws.member_engagement_span': [
        {
          one_id: 1,
          from_month: '2026-03-01',
          until_month: null,
          recent_day_count: 1,
          earlier_day_count: 0,
          last_engaged_on: '2026-02-28',
        },
      ],
    },
    expect: [
      {
        ...{ ...feature, judged_on: '2026-03-01', last_engaged_on: '2026-02-28', recent_day_count: 1, earlier_day_count: 0 },
      },
      {
        ...{ ...feature, last_purchased_on: '2026-04-11', purchase_count: 2, cycle_days: 45.79, recent_day_count: 1, earlier_day_count: 0 },
      },
      { ...feature, one_id: 2, registered_on: '2026-03-01', recent_day_count: null, earlier_day_count: null },
    ],
  },
])
