import { defineTests } from 'memberhouse'

const rule = {
  ...{ business_line: '*', judged_on: '2026-06-15', typical_gap_days: 50, typical_gap_weight: 2, dormant_cycle_count: 2 },
  ...{ dormant_least_days: 60, dormant_most_days: 180, churned_cycle_count: 4, churned_least_days: 270, churned_most_days: 540 },
  ...{ engaged_days: 90, rules_version: 'a1' },
}
const member = {
  ...{ one_id: 1, business_line: '*', membership: 'member', registered_on: '2025-01-10', cancelled_on: null },
  ...{ first_purchased_on: '2025-02-01', last_purchased_on: '2025-02-01', lifetime_purchase_count: 1, last_engaged_on: null },
}
const cycle = { one_id: 1, business_line: '*', next_month_on: null, purchase_count: 1, own_gap_days: null }
const span = { one_id: 1, business_line: '*', until_month: null, previous_stage: null }

export default defineTests('ads.member_lifecycle', [
  {
    name: 'the stage of today, since when, and the day on which it ends if nothing happens',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': [rule, { ...rule, judged_on: '2026-06-01' }],
      'dws.member_summary': [
        { ...member, last_purchased_on: '2026-06-14', first_purchased_on: '2026-06-14' },
        { ...member, one_id: 2, last_purchased_on: '2026-04-01', lifetime_purchase_count: 3 },
        { ...member, one_id: 3, last_purchased_on: '2026-03-07' },
        { ...member, one_id: 4, last_purchased_on: '2025-07-01', last_engaged_on: '2026-05-01' },
        { ...member, one_id: 5, last_purchased_on: '2025-09-18' },
        { ...member, one_id: 6, first_purchased_on: null, last_purchased_on: null, lifetime_purchase_count: 0 },
        { ...member, one_id: 7, last_purchased_on: '2026-06-14', cancelled_on: '2026-06-02' },
        { ...member, one_id: 8, membership: 'visitor', registered_on: null },
      ],
      'dws.member_cycle': [1, 2, 3, 4, 5, 7].map((one_id) => ({ ...cycle, one_id })),
      'dws.member_stage_span': [
        { ...span, from_month: '2025-02-01', stage: 'prospect' },
        { ...span, one_id: 2, from_month: '2026-03-01', stage: 'active', previous_stage: 'new' },
        { ...span, one_id: 2, from_month: '2025-03-01', until_month: '2026-03-01', stage: 'new' },
        { ...span, one_id: 3, from_month: '2026-04-01', stage: 'new' },
        { ...span, one_id: 4, from_month: '2025-10-01', stage: 'dormant', previous_stage: 'new' },
        { ...span, one_id: 5, from_month: '2026-01-01', stage: 'dormant', previous_stage: 'new' },
        { ...span, one_id: 6, from_month: '2025-02-01', stage: 'prospect' },
      ],
    },
    expect: [
      [1, 'new', '2026-06-14', 'prospect', 'dormant', '2026-09-22'],
      [2, 'active', '2026-03-01', 'new', 'dormant', '2026-07-10'],
      [3, 'dormant', '2026-06-15', 'new', 'churned', '2026-12-02'],
      [4, 'dormant', '2025-10-01', 'new', 'churned', '2026-07-31'],
      [5, 'churned', '2026-06-15', 'dormant', null, null],
      [6, 'prospect', '2025-02-01', null, null, null],
      [7, 'churned', '2026-06-02', null, null, null],
    ].map(([one_id, stage, since_on, previous_stage, next_stage, next_stage_on]) => ({
      ...{ one_id, business_line: '*', stage, since_on, previous_stage, next_stage, next_stage_on, rules_version: 'a1' },
    })),
  },
])
