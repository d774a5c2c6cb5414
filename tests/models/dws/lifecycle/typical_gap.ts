import { defineTests } from 'memberhouse'

const parameter = { name: 'typical_gap_most_days', business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value: 365 }
const purchase = { one_id: 1, business_line: '*', order_count: 1 }

export default defineTests('dws.typical_gap', [
  {
    name: 'a month is judged by the gaps before it, without those that are too long, and by the lower one of two in the middle',
    as_of: '2026-03-15',
    given: {
      'dwd.parameter_span': [parameter],
      'dws.member_day': [
        { ...purchase, sold_on: '2026-01-01', previous_purchased_on: null },
        { ...purchase, sold_on: '2026-01-11', previous_purchased_on: '2026-01-01' },
        { ...purchase, sold_on: '2026-02-01', previous_purchased_on: '2026-01-11' },
        { ...purchase, sold_on: '2026-02-02', previous_purchased_on: '2025-02-01' },
        { ...purchase, sold_on: '2026-02-03', previous_purchased_on: '2026-02-01', order_count: 0 },
        { ...purchase, sold_on: '2026-03-02', previous_purchased_on: '2026-03-01' },
      ],
    },
    expect: [
      { business_line: '*', month_on: '2026-02-01', typical_gap_days: 10, gap_count: 1 },
      { business_line: '*', month_on: '2026-03-01', typical_gap_days: 10, gap_count: 2 },
    ],
  },
  {
    name: 'each line has its own typical gap, and the last 24 months have one',
    as_of: '2026-03-01',
    given: {
      'dwd.parameter_span': ['*', 'food'].map((business_line) => ({ ...parameter, business_line })),
      'dws.member_day': [
        { ...purchase, sold_on: '2024-02-29', previous_purchased_on: '2024-02-27' },
        { ...purchase, business_line: 'food', sold_on: '2026-02-28', previous_purchased_on: '2026-02-27' },
      ],
    },
    expect: [
      ...Array.from({ length: 24 }, (_, month) => ({
        business_line: '*',
        month_on: `${2024 + Math.floor((month + 3) / 12)}-${String(((month + 3) % 12) + 1).padStart(2, '0')}-01`,
        typical_gap_days: 2,
      })),
      { business_line: 'food', month_on: '2026-03-01', typical_gap_days: 1 },
    ],
  },
])
