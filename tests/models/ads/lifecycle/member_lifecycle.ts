import { defineTests } from 'memberhouse'

const member = {
  ...{
    business_line: '*',
    registered_on: '2025-02-01',
    cancelled_on: null,
    first_purchased_on: '2025-02-01',
    is_engagement_observed: true,
  },
  ...{ cycle_days: 50.04, rules_version: 'a1' },
}
const judged = (one_id: number, stage: string, last_purchased_on: string | null, dormant_on: string | null, churned_on: string | null) => ({
  ...{ ...member, one_id, stage, last_purchased_on, dormant_on, churned_on },
})
const span = { one_id: 1, business_line: '*', until_month: null, previous_stage: null }

export default defineTests('ads.member_lifecycle', [
  {
    name: 'the stage of today, since when, and the day on which it ends if nothing happens',
    as_of: '2026-06-15',
    given: {
      'dws.member_stage': [
        judged(1, 'new', '2026-06-14', '2026-09-22', '2027-03-11'),
        judged(2, 'active', '2026-04-01', '2026-07-10', '2026-12-27'),
        judged(3, 'dormant', '2026-03-07', '2026-06-15', '2026-12-02'),
        judged(4, 'dormant', '2025-07-01', '2025-10-09', '2026-07-31'),
        judged(5, 'churned', '2025-09-18', '2025-12-27', '2026-06-15'),
        judged(6, 'prospect', null, null, null),
        { ...judged(7, 'churned', '2026-06-14', '2026-09-22', '2027-03-11'), cancelled_on: '2026-06-02' },
      ],
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
