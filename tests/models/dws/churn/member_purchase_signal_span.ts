import { defineTests } from 'memberhouse'

// With one purchase the cycle is 40 days: dormant after 80, overdue after 60.
const stageRule = {
  ...{ business_line: '*', typical_gap_days: 40, typical_gap_weight: 2, dormant_cycle_count: 2, dormant_least_days: 60 },
  dormant_most_days: 180,
}
const rule = {
  ...{ business_line: '*', overdue_bound: 0.75, lengthening_intervals_bound: 1.5, third_purchase_stop_bound: 3, launch_only_bound: 0.8 },
  launch_days: 30,
}
const rulesOn = (...days: string[]) => ({
  'dws.lifecycle_rule': days.map((judged_on) => ({ ...stageRule, judged_on })),
  'dws.churn_rule': days.map((judged_on) => ({ ...rule, judged_on })),
})
const cycle = {
  one_id: 1,
  business_line: '*',
  month_on: '2026-02-01',
  next_month_on: null,
  last_purchased_on: '2026-02-01',
  purchase_count: 1,
}
const habit = { one_id: 1, business_line: '*', month_on: '2026-02-01', launch_purchase_count: 0 }
const span = (one_id: number, from_on: string, until_on: string | null, overdue_weight: number, signal?: string) => ({
  ...{ one_id, business_line: '*', from_on, until_on, overdue_weight, has_third_stop: signal === 'third stop' },
  ...{ has_longer_gaps: signal === 'longer gaps', has_launches: signal === 'launches' },
})

export default defineTests('dws.member_purchase_signal_span', [
  {
    name: 'silence weighs half more at twice its bound and twice at four times, and a purchase ends it',
    as_of: '2026-06-15',
    given: {
      ...rulesOn('2026-03-01', '2026-04-01', '2026-06-01', '2026-06-15'),
      'dws.member_cycle': [
        cycle,
        { ...cycle, one_id: 2, last_purchased_on: '2025-10-04' },
        { ...cycle, one_id: 3, next_month_on: '2026-06-01', last_purchased_on: '2026-01-01' },
        { ...cycle, one_id: 3, month_on: '2026-06-01', last_purchased_on: '2026-06-02', purchase_count: 2, own_gap_days: 152 },
      ],
      'dws.member_purchase_habit': [...[1, 2, 3].map((one_id) => ({ ...habit, one_id })), { ...habit, one_id: 3, month_on: '2026-06-01' }],
    },
    expect: [
      // 28, 59, 120 and 134 days.
      span(1, '2026-03-01', '2026-06-01', 0),
      span(1, '2026-06-01', null, 1.5),
      // 148, 179, 240 and 254 days.
      span(2, '2026-03-01', '2026-06-01', 1.5),
      span(2, '2026-06-01', null, 2),
      // 59, 90 and 151 days; the next purchase came in the month of as_of.
      span(3, '2026-03-01', '2026-04-01', 0),
      span(3, '2026-04-01', '2026-06-01', 1),
      span(3, '2026-06-01', '2026-06-02', 1.5),
      span(3, '2026-06-02', null, 0),
    ],
  },
  {
    name: 'longer gaps, the third purchase, and launches without a purchase within 30 days',
    as_of: '2026-06-01',
    given: {
      ...rulesOn('2026-06-01'),
      'dws.member_cycle': [1, 2, 3, 4].map((one_id) => ({
        ...{ ...cycle, one_id, month_on: '2026-03-01', last_purchased_on: '2026-05-20', purchase_count: 3, own_gap_days: 40 },
        ...(one_id === 1 ? { purchase_count: 5 } : one_id === 2 ? { last_purchased_on: '2026-03-20' } : {}),
      })),
      'dws.member_purchase_habit': [
        { one_id: 1, recent_gap_days: 30, earlier_gap_days: 20 },
        { one_id: 2, launch_purchase_count: 2, next_launch_on: '2026-04-01' },
        { one_id: 3, launch_purchase_count: 3, next_launch_on: '2026-05-02' },
        { one_id: 4, launch_purchase_count: 3, next_launch_on: '2026-05-03' },
      ].map((row) => ({ ...habit, month_on: '2026-03-01', ...row })),
    },
    expect: [
      span(1, '2026-06-01', null, 0, 'longer gaps'),
      span(2, '2026-06-01', null, 1, 'third stop'),
      span(3, '2026-06-01', null, 0, 'launches'),
      span(4, '2026-06-01', null, 0),
    ],
  },
])
