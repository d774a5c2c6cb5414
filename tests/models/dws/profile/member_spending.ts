import { defineTests } from 'memberhouse'

const day = { business_line: '*', sold_on: '2026-06-01' }

export default defineTests('dws.member_spending', [
  {
    name: 'rates of the last 365 days in all lines; without a return source the rate of returns is unknown',
    as_of: '2026-07-01',
    given: {
      'dws.member_day': [
        { ...day, one_id: 1, order_count: 2, unit_count: 3, gross_amount: 90, returned_amount: 30, discount_amount: 10 },
        {
          ...day,
          one_id: 1,
          sold_on: '2025-07-01',
          order_count: 1,
          unit_count: 2,
          gross_amount: 60,
          returned_amount: 0,
          discount_amount: 40,
        },
        {
          ...day,
          one_id: 1,
          sold_on: '2025-06-30',
          order_count: 9,
          unit_count: 9,
          gross_amount: 900,
          returned_amount: 900,
          discount_amount: 900,
        },
        { ...day, one_id: 1, business_line: 'food', order_count: 9, unit_count: 9, gross_amount: 900, discount_amount: 900 },
        { ...day, one_id: 2, order_count: 0, unit_count: 0, gross_amount: 0, returned_amount: null, discount_amount: 0 },
      ],
    },
    expect: [
      { one_id: 1, units_per_order: 1.7, discount_rate: 0.25, return_rate: 0.2 },
      { one_id: 2, units_per_order: null, discount_rate: null, return_rate: null },
    ],
  },
  {
    name: 'while nobody had a discount, it is unknown who buys at one',
    as_of: '2026-07-01',
    given: {
      'dws.member_day': [{ ...day, one_id: 1, order_count: 1, unit_count: 2, gross_amount: 90, returned_amount: 0, discount_amount: 0 }],
    },
    expect: [{ one_id: 1, units_per_order: 2, discount_rate: null, return_rate: 0 }],
  },
])
