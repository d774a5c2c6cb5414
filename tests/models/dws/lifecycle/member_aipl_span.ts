import { defineTests } from 'memberhouse'

const rules = ['2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01'].flatMap((judged_on) =>
  [30, 30, 365, 365].map((day_count, place) => ({ judged_on, step: place + 1, day_count, loyal_count: 2 })),
)
const person = { one_id: 1, membership: 'member', first_seen_on: '2024-01-01', registered_on: '2024-01-01' }
const bought = (one_id: number, sold_on: string, purchase_number: number) => ({
  ...{ one_id, business_line: '*', sold_on, order_count: 1, purchase_number },
})
const cycle = (one_id: number, last_purchased_on: string, next_month_on: string | null, purchase_count: number) => ({
  ...{ one_id, business_line: '*', month_on: `${last_purchased_on.slice(0, 7)}-01`, next_month_on, last_purchased_on, purchase_count },
})
const span = (one_id: number, from_month: string, until_month: string | null, stage: string, previous_stage: string | null) => ({
  ...{ one_id, from_month, until_month, stage, previous_stage },
})

export default defineTests('dws.member_aipl_span', [
  {
    name: 'two purchases in 365 days are loyal, one is a purchase, and a year later neither counts',
    as_of: '2026-06-15',
    given: {
      'dws.aipl_rule': rules,
      'dws.member_status': [person, { ...person, one_id: 2 }],
      'dws.member_day': [
        bought(1, '2025-03-31', 1),
        bought(1, '2025-05-01', 2),
        { ...bought(1, '2025-06-01', 2), order_count: 0 },
        bought(2, '2025-05-02', 1),
        bought(2, '2026-05-01', 2),
        { ...bought(2, '2026-04-01', 1), business_line: 'food' },
      ],
      'dws.member_cycle': [
        cycle(1, '2025-03-31', '2025-05-01', 1),
        cycle(1, '2025-05-01', null, 2),
        cycle(2, '2025-05-02', '2026-05-01', 1),
        cycle(2, '2026-05-01', null, 2),
        { ...cycle(2, '2026-05-01', null, 2), business_line: 'food' },
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
      'dws.aipl_rule': rules,
      'dws.member_status': [
        { ...person, first_seen_on: '2026-03-05', registered_on: '2026-04-02' },
        { ...person, one_id: 2, membership: 'visitor', registered_on: null, first_seen_on: '2026-04-30' },
        { ...person, one_id: 3, membership: 'excluded' },
        { ...person, one_id: 4, membership: 'visitor', registered_on: null, first_seen_on: '2026-06-02' },
      ],
      'dws.member_act_month': [
        { one_id: 1, month_on: '2026-05-01', last_interested_on: '2026-05-01', last_aware_on: '2026-05-30' },
        { one_id: 2, month_on: '2026-04-01', last_interested_on: '2026-04-30', last_aware_on: '2026-04-30' },
        { one_id: 2, month_on: '2026-05-01', last_interested_on: null, last_aware_on: '2026-05-02' },
        { one_id: 3, month_on: '2026-05-01', last_interested_on: '2026-05-31', last_aware_on: null },
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
  {
    name: 'acts before the first sight, of an account that no member file names, count from the first sight on',
    as_of: '2026-06-15',
    given: {
      'dws.aipl_rule': rules,
      'dws.member_status': [{ ...person, membership: 'visitor', registered_on: null, first_seen_on: '2026-05-11' }],
      'dws.member_act_month': [
        { one_id: 1, month_on: '2026-03-01', last_interested_on: '2026-03-20', last_aware_on: '2026-03-20' },
        { one_id: 1, month_on: '2026-04-01', last_interested_on: null, last_aware_on: '2026-04-30' },
        { one_id: 1, month_on: '2026-05-01', last_interested_on: null, last_aware_on: '2026-05-10' },
      ],
    },
    expect: [span(1, '2026-06-01', null, 'aware', null)],
  },
])
