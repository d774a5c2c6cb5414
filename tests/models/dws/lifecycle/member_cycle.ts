import { defineTests } from 'memberhouse'

const bought = (sold_on: string, purchase_number: number, previous_purchased_on: string | null, more = {}) => ({
  ...{ one_id: 1, business_line: '*', order_count: 1, sold_on, purchase_number, previous_purchased_on },
  ...more,
})

const all = { one_id: 1, business_line: '*' }

export default defineTests('dws.member_cycle', [
  {
    name: 'each month with a purchase has the median of the gaps until then, and holds until the next one',
    as_of: '2026-06-15',
    given: {
      'dws.member_day': [
        bought('2026-01-05', 1, null),
        bought('2026-01-15', 2, '2026-01-05'),
        bought('2026-03-06', 3, '2026-01-15'),
        bought('2026-03-07', 3, '2026-03-06', { order_count: 0 }),
        bought('2026-06-14', 4, '2026-03-06'),
        bought('2026-06-14', 1, null, { business_line: 'food' }),
      ],
    },
    expect: [
      { ...all, month_on: '2026-01-01', next_month_on: '2026-03-01', last_purchased_on: '2026-01-15', purchase_count: 2, own_gap_days: 10 },
      { ...all, month_on: '2026-03-01', next_month_on: '2026-06-01', last_purchased_on: '2026-03-06', purchase_count: 3, own_gap_days: 30 },
      { ...all, month_on: '2026-06-01', next_month_on: null, last_purchased_on: '2026-06-14', purchase_count: 4, own_gap_days: 50 },
      {
        ...{ one_id: 1, business_line: 'food', month_on: '2026-06-01', next_month_on: null, last_purchased_on: '2026-06-14' },
        ...{ purchase_count: 1, own_gap_days: null },
      },
    ],
  },
  {
    name: 'the month that was the last one when the 24 months began is kept, and those before it are not',
    as_of: '2026-06-15',
    given: {
      'dws.member_day': [
        bought('2023-01-01', 1, null),
        bought('2024-06-30', 2, '2023-01-01'),
        bought('2024-07-01', 3, '2024-06-30'),
        bought('2020-01-01', 1, null, { one_id: 2 }),
      ],
    },
    expect: [
      { one_id: 1, month_on: '2024-06-01', next_month_on: '2024-07-01', purchase_count: 2 },
      { one_id: 1, month_on: '2024-07-01', next_month_on: null, purchase_count: 3 },
      { one_id: 2, month_on: '2020-01-01', next_month_on: null, purchase_count: 1 },
    ],
  },
])
