import { defineTests } from 'memberhouse'

const rule = {
  ...{ business_line: '*', acts_stopped_bound: 60, acts_fallen_bound: 0.5, fallen_least_count: 3, points_unused_bound: 180 },
  ...{ benefits_unused_bound: 180, unused_points_count: 500, unused_benefit_count: 2 },
  ...{ acts_last_on: '2026-05-30', points_last_on: '2026-06-14', benefits_last_on: '2026-06-14' },
}
const rulesOn = (...days: string[]) =>
  days.flatMap((judged_on) => ['*', 'food'].map((business_line) => ({ ...rule, business_line, judged_on })))
const member = {
  ...{ one_id: 1, business_line: '*', membership: 'member', registered_on: '2025-01-01', engagement_observed_from: '2025-06-01' },
}
const acts = { one_id: 1, from_month: '2026-05-01', until_month: null, recent_day_count: 1, earlier_day_count: 4 }
const rewards = {
  ...{ one_id: 1, month_on: '2025-12-01', next_month_on: null, points_balance: 500, points_unused_from: '2025-12-02' },
  ...{ unused_benefit_count: 2, benefits_unused_from: '2025-12-03' },
}
const span = (one_id: number, from_on: string, until_on: string | null, stopped_weight: number, ...signals: string[]) => ({
  ...{ one_id, from_on, until_on, stopped_weight, has_fallen: signals.includes('fallen') },
  ...{ has_points: signals.includes('points'), has_benefits: signals.includes('benefits') },
})

export default defineTests('dws.member_act_signal_span', [
  {
    name: 'acts stop or fall where they are observed, and silence after the newest report says nothing',
    as_of: '2026-06-01',
    given: {
      'dws.churn_rule': rulesOn('2026-06-01'),
      'dws.member_summary': [
        { ...member, last_engaged_on: '2026-03-31' },
        { ...member, one_id: 2, last_engaged_on: '2026-04-01' },
        { ...member, one_id: 3, last_engaged_on: '2026-04-01', engagement_observed_from: '2026-01-01' },
        { ...member, one_id: 4, last_engaged_on: null },
        { ...member, one_id: 5, last_engaged_on: '2026-05-20' },
        { ...member, one_id: 6, last_engaged_on: '2026-03-31', membership: 'visitor' },
        { ...member, one_id: 7, last_engaged_on: '2025-10-02' },
      ],
      'dws.member_engagement_span': [
        ...[1, 2, 3].map((one_id) => ({ ...acts, one_id })),
        { ...acts, one_id: 5, recent_day_count: 2, earlier_day_count: 7 },
      ],
    },
    expect: [
      span(1, '2026-06-01', null, 1),
      span(2, '2026-06-01', null, 0, 'fallen'),
      span(3, '2026-06-01', null, 0),
      span(4, '2026-06-01', null, 0),
      span(5, '2026-06-01', null, 0),
      span(7, '2026-06-01', null, 2),
    ],
  },
  {
    name: 'points and benefits that are not used for 180 days; an act in the month of as_of ends the silence',
    as_of: '2026-06-15',
    given: {
      'dws.churn_rule': rulesOn('2026-05-01', '2026-06-01', '2026-06-15').map((row) => ({ ...row, acts_last_on: '2026-06-14' })),
      'dws.member_summary': [
        { ...member, last_engaged_on: null },
        { ...member, one_id: 2, last_engaged_on: '2026-06-10' },
      ],
      'dws.member_engagement_span': [{ one_id: 2, from_month: '2026-02-01', last_engaged_on: '2026-03-10' }],
      'dws.member_reward_month': [rewards, { ...rewards, one_id: 2, points_balance: 499, unused_benefit_count: 1 }],
    },
    expect: [
      // On the first of June 180 and 179 days had passed.
      span(1, '2026-05-01', '2026-06-01', 0),
      span(1, '2026-06-01', '2026-06-02', 0, 'points'),
      span(1, '2026-06-02', null, 0, 'points', 'benefits'),
      span(2, '2026-05-01', '2026-06-01', 0),
      span(2, '2026-06-01', '2026-06-02', 1),
      span(2, '2026-06-02', null, 0),
    ],
  },
])
