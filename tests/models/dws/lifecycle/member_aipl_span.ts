import { defineTests } from 'memberhouse'

const rules = ['2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-06-15'].map((judged_on) => ({
  ...{ business_line: '*', judged_on, aipl_purchase_days: 365, aipl_loyal_count: 2, aipl_interest_days: 30, aipl_awareness_days: 30 },
}))
const person = { one_id: 1, membership: 'member', first_seen_on: '2024-01-01', registered_on: '2024-01-01' }
const bought = (one_id: number, sold_on: string) => ({ one_id, business_line: '*', sold_on, order_count: 1 })
const span = (one_id: number, from_month: string, until_month: string | null, stage: string, previous_stage: string | null) => ({
  ...{ one_id, from_month, until_month, stage, previous_stage },
})

export default defineTests('dws.member_aipl_span', [
  {
    name: 'two purchases in 365 days are loyal, one is a purchase, and a year later neither counts',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': rules,
      'dws.member_status': [person, { ...person, one_id: 2 }],
      'dws.member_day': [
        bought(1, '2025-03-31'),
        bought(1, '2025-05-01'),
        { ...bought(1, '2025-06-01'), order_count: 0 },
        bought(2, '2026-05-01'),
        bought(2, '2025-05-02'),
      ],
    },
    expect: [
      span(1, '2026-03-01', '2026-04-01', 'loyal', null),
      span(1, '2026-04-01', '2026-06-01', 'purchased', 'loyal'),
      span(1, '2026-06-01', null, 'none', 'purchased'),
      span(2, '2026-03-01', null, 'purchased', null),
    ],
  },
  {
    name: 'interest, registration, views and messages count for 30 days, in this order; excluded people are not judged, visitors are',
    as_of: '2026-06-15',
    given: {
      'dws.lifecycle_rule': rules,
      'dws.member_status': [
        { ...person, first_seen_on: '2026-03-05', registered_on: '2026-04-02' },
        { ...person, one_id: 2, membership: 'visitor', registered_on: null, first_seen_on: '2026-04-30' },
        { ...person, one_id: 3, membership: 'excluded' },
        { ...person, one_id: 4, membership: 'visitor', registered_on: null, first_seen_on: '2026-06-02' },
      ],
      'dws.member_act_month': [
        { one_id: 1, month_on: '2026-05-01', last_interested_on: '2026-05-01', last_viewed_on: '2026-05-30', last_touched_on: null },
        { one_id: 2, month_on: '2026-04-01', last_interested_on: '2026-04-30', last_viewed_on: '2026-04-30', last_touched_on: null },
        { one_id: 2, month_on: '2026-05-01', last_interested_on: null, last_viewed_on: null, last_touched_on: '2026-05-02' },
        { one_id: 3, month_on: '2026-05-01', last_interested_on: '2026-05-31', last_viewed_on: null, last_touched_on: null },
      ],
    },
    expect: [
      span(1, '2026-04-01', '2026-05-01', 'none', null),
      span(1, '2026-05-01', '2026-06-01', 'interested', 'none'),
      span(1, '2026-06-01', null, 'aware', 'interested'),
      span(2, '2026-05-01', '2026-06-01', 'interested', null),
      span(2, '2026-06-01', null, 'aware', 'interested'),
    ],
  },
])
