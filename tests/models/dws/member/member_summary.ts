import { defineTests } from 'memberhouse'

const rate = { currency: 'CNY', reporting_currency: 'CNY', starts_on: '-infinity', ends_before: 'infinity', rate: 1 }
const person = { one_id: 100, membership: 'member', account_count: 2, first_seen_on: '2025-01-10', registered_on: '2025-01-10' }
const day = {
  ...{ one_id: 100, business_line: '*', sold_on: '2025-01-10', order_count: 1, converted_order_count: 1, unit_count: 2 },
  ...{ gross_amount: 10, returned_amount: 0, net_amount: 10, counted_net_amount: 10 },
}
const references = { 'dwd.exchange_rate_span': [rate], 'dws.member_status': [person] }

export default defineTests('dws.member_summary', [
  {
    name: 'days with an order that counts are purchases; a day of unmatched returns is none, and in no average',
    as_of: '2026-02-01',
    given: {
      ...references,
      'dws.member_day': [
        day,
        {
          ...{ ...day, sold_on: '2026-01-12', order_count: 2, converted_order_count: 2, unit_count: 4 },
          ...{ gross_amount: 40, net_amount: 40, counted_net_amount: 40 },
        },
        {
          ...{ ...day, sold_on: '2026-01-31', order_count: 0, converted_order_count: 0, unit_count: 0, gross_amount: 0 },
          ...{ returned_amount: 500, net_amount: -500, counted_net_amount: 0 },
        },
      ],
    },
    expect: [
      {
        ...{ ...person, business_line: '*', first_purchased_on: '2025-01-10', last_purchased_on: '2026-01-12' },
        ...{ lifetime_purchase_count: 2, order_count: 3, unit_count: 6, gross_amount: 50, returned_amount: 500, net_amount: -450 },
        ...{ average_order_amount: 16.67, currency: 'CNY', purchase_count_30d: 1, net_amount_30d: -460 },
        ...{ purchase_count_365d: 1, net_amount_365d: -460 },
      },
    ],
  },
  {
    name: 'a window holds its first day and not the day before',
    as_of: '2026-02-01',
    given: {
      ...references,
      'dws.member_day': ['2026-01-02', '2026-01-01', '2025-11-03', '2025-08-05', '2025-02-01', '2025-01-31'].map((sold_on) => ({
        ...day,
        sold_on,
      })),
    },
    expect: [
      {
        ...{ purchase_count_30d: 1, net_amount_30d: 10, purchase_count_90d: 3, net_amount_90d: 30, purchase_count_180d: 4 },
        ...{ net_amount_180d: 40, purchase_count_365d: 5, net_amount_365d: 50, lifetime_purchase_count: 6 },
      },
    ],
  },
  {
    name: 'a person whose order does not count, or without a sale, has no purchase; an order without a rate is in no average; returns that no source reports are unknown',
    as_of: '2026-02-01',
    given: {
      'dwd.exchange_rate_span': [rate],
      'dws.member_status': [1, 2, 3].map((one_id) => ({ ...person, one_id })),
      'dws.member_day': [
        {
          ...day,
          one_id: 1,
          order_count: 0,
          converted_order_count: 0,
          unit_count: 0,
          returned_amount: 10,
          net_amount: 0,
          counted_net_amount: 0,
        },
        { ...day, one_id: 2, order_count: 3, converted_order_count: 2, returned_amount: null },
      ],
    },
    expect: [
      {
        ...{ one_id: 1, first_purchased_on: null, order_count: 0, unit_count: 0, gross_amount: 10, returned_amount: 10, net_amount: 0 },
        average_order_amount: null,
      },
      {
        one_id: 2,
        first_purchased_on: '2025-01-10',
        order_count: 3,
        unit_count: 2,
        gross_amount: 10,
        returned_amount: null,
        net_amount: 10,
        average_order_amount: 5,
      },
      {
        ...{ one_id: 3, first_purchased_on: null, order_count: 0, unit_count: 0, gross_amount: 0, returned_amount: 0, net_amount: 0 },
        average_order_amount: null,
      },
    ],
  },
  {
    name: 'each business line with a sale has a row of its own',
    as_of: '2026-02-01',
    given: {
      ...references,
      'dws.member_day': [
        { ...day, net_amount: 29 },
        { ...day, business_line: 'beauty' },
        { ...day, business_line: 'food', net_amount: 19 },
      ],
    },
    expect: [
      { one_id: 100, business_line: '*', order_count: 1, net_amount: 29 },
      { one_id: 100, business_line: 'beauty', order_count: 1, net_amount: 10 },
      { one_id: 100, business_line: 'food', order_count: 1, net_amount: 19 },
    ],
  },
])
