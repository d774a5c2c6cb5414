import { defineTests } from 'memberhouse'

const rule = {
  ...{ business_line: '*', judged_on: '2026-06-15', aipl_purchase_days: 365, aipl_loyal_count: 2, aipl_interest_days: 30 },
  ...{ aipl_awareness_days: 30, rules_version: 'a1' },
}
const person = (one_id: number, facts: object = {}) => ({
  ...{ one_id, business_line: '*', membership: 'visitor', first_seen_on: '2025-01-10', lifetime_purchase_count: 0, ...facts },
})
const bought = (one_id: number, sold_on: string, purchase_number: number, order_count = 1) => ({
  ...{ one_id, business_line: '*', sold_on, purchase_number, order_count },
})

export default defineTests('dws.member_aipl', [
  {
    name: 'the highest stage that holds, the day on which it ends, and the stage that then holds',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': [rule, { ...rule, judged_on: '2026-06-01', aipl_loyal_count: 9 }],
      'dws.member_summary': [
        person(1, { membership: 'member', registered_on: '2025-01-10', last_purchased_on: '2026-06-10', lifetime_purchase_count: 3 }),
        person(2, { last_purchased_on: '2025-06-15', lifetime_purchase_count: 1, last_aware_on: '2026-06-14' }),
        person(3, { last_purchased_on: '2025-06-14', lifetime_purchase_count: 1, last_interested_on: '2026-05-16' }),
        person(4, { membership: 'member', registered_on: '2026-06-01', last_aware_on: '2026-06-01' }),
        person(5, { last_aware_on: '2026-05-20' }),
        person(6, { last_aware_on: '2026-05-15' }),
        person(7, { membership: 'excluded', last_aware_on: '2026-06-10' }),
        person(8),
      ],
      'dws.member_day': [
        ...[bought(1, '2025-01-01', 1), bought(1, '2025-06-20', 2), bought(1, '2025-07-01', 2, 0), bought(1, '2026-06-10', 3)],
        ...[bought(2, '2025-06-15', 1), bought(3, '2025-06-14', 1)],
      ],
    },
    expect: [
      [1, 'loyal', '2026-06-10', 'purchased', '2026-06-21'],
      [2, 'purchased', '2025-06-15', 'aware', '2026-06-16'],
      [3, 'interested', '2026-06-15', 'none', '2026-06-16'],
      [4, 'interested', '2026-06-01', 'none', '2026-07-02'],
      [5, 'aware', '2026-05-20', 'none', '2026-06-20'],
      [6, 'none', '2026-06-15', null, null],
      [8, 'none', '2025-01-10', null, null],
    ].map(([one_id, stage, changed_on, next_stage, next_stage_on]) => ({
      ...{ one_id, stage, changed_on, next_stage, next_stage_on, rules_version: 'a1' },
    })),
  },
])
