import { defineTests } from 'memberhouse'

const rule = {
  ...{ business_line: '*', typical_gap_days: 50, typical_gap_weight: 2, dormant_cycle_count: 2, dormant_least_days: 60 },
  ...{ dormant_most_days: 180, churned_cycle_count: 4, churned_least_days: 270, churned_most_days: 540, engaged_days: 90 },
}
const months = (first: string, count: number) =>
  Array.from({ length: count }, (_, month) => {
    const date = new Date(`${first}T00:00:00Z`)
    date.setUTCMonth(date.getUTCMonth() + month)
    return { ...rule, judged_on: date.toISOString().slice(0, 10) }
  })
const member = { one_id: 1, business_line: '*', membership: 'member', registered_on: '2025-06-10', cancelled_on: null }
const purchases = { one_id: 1, business_line: '*', month_on: '2025-07-01', next_month_on: null, purchase_count: 1, own_gap_days: null }

export default defineTests('dws.member_stage_span', [
  {
    name: 'from registration through the first purchase to silence: 100 days make dormant, 270 churned',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': [...months('2025-06-01', 13), { ...rule, judged_on: '2026-06-15' }],
      'dws.member_summary': [member],
      'dws.member_cycle': [{ ...purchases, last_purchased_on: '2025-07-24' }],
    },
    expect: [
      { from_month: '2025-07-01', until_month: '2025-08-01', stage: 'prospect', previous_stage: null },
      { from_month: '2025-08-01', until_month: '2025-11-01', stage: 'new', previous_stage: 'prospect' },
      { from_month: '2025-11-01', until_month: '2026-05-01', stage: 'dormant', previous_stage: 'new' },
      { from_month: '2026-05-01', until_month: null, stage: 'churned', previous_stage: 'dormant' },
    ].map((span) => ({ one_id: 1, business_line: '*', ...span })),
  },
  {
    name: 'whoever acted within 90 days is dormant, not churned, in every line',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': [...months('2026-04-01', 3), ...months('2026-04-01', 3).map((line) => ({ ...line, business_line: 'food' }))],
      'dws.member_summary': [member, { ...member, business_line: 'food' }],
      'dws.member_cycle': ['*', 'food'].map((business_line) => ({ ...purchases, business_line, last_purchased_on: '2025-07-01' })),
      'dws.member_act_month': [{ one_id: 1, month_on: '2026-01-01', last_engaged_on: '2026-01-31' }],
    },
    expect: ['*', 'food'].flatMap((business_line) => [
      { business_line, from_month: '2026-04-01', until_month: '2026-06-01', stage: 'dormant', previous_stage: null },
      { business_line, from_month: '2026-06-01', until_month: null, stage: 'churned', previous_stage: 'dormant' },
    ]),
  },
  {
    name: 'the own cycle counts more with each gap; a cancelled member is churned, and a visitor and a line without a purchase are not judged',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': [...months('2026-05-01', 2), ...months('2026-05-01', 2).map((line) => ({ ...line, business_line: 'food' }))],
      'dws.member_summary': [
        member,
        { ...member, business_line: 'food' },
        { ...member, one_id: 2, cancelled_on: '2026-05-31' },
        { ...member, one_id: 3, membership: 'visitor', registered_on: null },
        { ...member, one_id: 4, registered_on: '2026-06-01' },
      ],
      // (8 × ln 20 + 2 × ln 50) / 10 is the logarithm of 24 days: asleep after 60, the least.
      'dws.member_cycle': [{ ...purchases, purchase_count: 9, own_gap_days: 20, last_purchased_on: '2026-03-31', month_on: '2026-03-01' }],
    },
    expect: [
      { one_id: 1, from_month: '2026-05-01', until_month: '2026-06-01', stage: 'active', previous_stage: null },
      { one_id: 1, from_month: '2026-06-01', until_month: null, stage: 'dormant', previous_stage: 'active' },
      { one_id: 2, from_month: '2026-05-01', until_month: '2026-06-01', stage: 'prospect', previous_stage: null },
      { one_id: 2, from_month: '2026-06-01', until_month: null, stage: 'churned', previous_stage: 'prospect' },
    ],
  },
])
