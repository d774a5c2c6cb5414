import { defineTests } from 'memberhouse'

const rule = {
  ...{ business_line: '*', judged_on: '2026-06-01', aipl_purchase_days: 365, aipl_loyal_count: 2, aipl_interest_days: 30 },
  ...{ aipl_awareness_days: 14, rules_version: 'a1' },
}

export default defineTests('dws.aipl_rule', [
  {
    name: 'a row for each stage and month start; AIPL is of no business line, and as_of is no month start',
    as_of: '2026-06-15',
    given: { 'dws.lifecycle_rule': [rule, { ...rule, business_line: 'food' }, { ...rule, judged_on: '2026-06-15' }] },
    expect: [14, 30, 365, 365].map((day_count, place) => ({
      ...{ judged_on: '2026-06-01', step: place + 1, day_count, loyal_count: 2, rules_version: 'a1' },
    })),
  },
])
