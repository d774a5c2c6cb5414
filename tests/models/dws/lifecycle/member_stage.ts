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

export default defineTests('dws.member_stage', [
  {
    name: 'the days on which silence begins a stage follow the cycle within the bounds, and acts put off churn',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': [rule, { ...rule, judged_on: '2026-06-01' }, { ...rule, business_line: 'food' }],
      'dws.member_summary': [
        { ...member, last_purchased_on: '2026-06-14', first_purchased_on: '2026-06-14' },
        { ...member, one_id: 2, last_purchased_on: '2026-04-01', lifetime_purchase_count: 3 },
        { ...member, one_id: 3, last_purchased_on: '2026-03-07' },
        { ...member, one_id: 4, last_purchased_on: '2025-07-01', last_engaged_on: '2026-05-01' },
        { ...member, one_id: 5, last_purchased_on: '2025-09-18' },
        { ...member, one_id: 6, first_purchased_on: null, last_purchased_on: null, lifetime_purchase_count: 0 },
        { ...member, one_id: 7, last_purchased_on: '2026-06-14', cancelled_on: '2026-06-02' },
        { ...member, one_id: 8, membership: 'visitor', registered_on: null },
        // Returned whatever was bought, or is known by returns only: in debt, and a prospect.
        { ...member, one_id: 9, first_purchased_on: null, last_purchased_on: null, lifetime_purchase_count: 0, net_amount: -20 },
        { ...member, one_id: 1, business_line: 'food', last_purchased_on: null, lifetime_purchase_count: 0 },
      ],
      'dws.member_cycle': [1, 2, 3, 4, 5, 7].map((one_id) => ({ ...cycle, one_id })),
    },
    expect: [
      [1, 'new', '2026-09-22', '2027-03-11'],
      [2, 'active', '2026-07-10', '2026-12-27'],
      [3, 'dormant', '2026-06-15', '2026-12-02'],
      [4, 'dormant', '2025-10-09', '2026-07-31'],
      [5, 'churned', '2025-12-27', '2026-06-15'],
      [6, 'prospect', null, null],
      [7, 'churned', '2026-09-22', '2027-03-11'],
      [9, 'prospect', null, null],
    ].map(([one_id, stage, dormant_on, churned_on]) => ({
      one_id,
      business_line: '*',
      stage,
      dormant_on,
      churned_on,
      rules_version: 'a1',
    })),
  },
])
