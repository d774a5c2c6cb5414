import { defineTests } from 'memberhouse'

const rate = { currency: 'CNY', reporting_currency: 'CNY', starts_on: '-infinity', ends_before: 'infinity', rate: 1 }
const person = { one_id: 100, membership: 'member', account_count: 2, first_seen_on: '2025-01-10', registered_on: '2025-01-10' }
const day = {
  account_key: 1,
  business_line: '*',
  sold_on: '2025-01-10',
  effective_on: '2025-01-10',
  order_count: 1,
  unit_count: 2,
  gross_amount: 10,
  returned_amount: 0,
  net_amount: 10,
  counted_net_amount: 10,
  currency: 'CNY',
  exchange_rate: 1 as number | null,
}
const map = [
  { account_key: 1, one_id: 100 },
  { account_key: 2, one_id: 100 },
]
const references = { 'dwd.exchange_rate_span': [rate], 'dws.member_status': [person], 'dwd.one_id_map': map }

export default defineTests('dws.member_summary', [
  {
    name: 'two accounts that buy on one day make one purchase and two orders; a day of unmatched returns is none, and in no average',
    as_of: '2026-02-01',
    given: {
      ...references,
      'dws.account_day': [
        day,
        { ...day, sold_on: '2026-01-12', effective_on: '2026-01-12' },
        {
          ...day,
          account_key: 2,
          sold_on: '2026-01-12',
          effective_on: '2026-01-12',
          gross_amount: 30,
          net_amount: 30,
          counted_net_amount: 30,
        },
        {
          ...{ ...day, sold_on: '2026-01-31', effective_on: '2026-01-31', order_count: 0, unit_count: 0, gross_amount: 0 },
          ...{ returned_amount: 500, net_amount: -500, counted_net_amount: 0 },
        },
      ],
    },
    expect: [
      {
        ...{ ...person, business_line: '*', first_purchased_on: '2025-01-10', last_purchased_on: '2026-01-12' },
        ...{ lifetime_purchase_count: 2, order_count: 3, unit_count: 6, gross_amount: 50, returned_amount: 500, net_amount: -450 },
        ...{ average_order_amount: 16.67, currency: 'CNY', purchase_count_30d: 1, order_count_30d: 2, net_amount_30d: -460 },
        ...{ purchase_count_365d: 1, net_amount_365d: -460 },
      },
    ],
  },
  {
    name: 'a window holds its first day and not the day before',
    as_of: '2026-02-01',
    given: {
      ...references,
      'dws.account_day': ['2026-01-02', '2026-01-01', '2025-11-03', '2025-08-05', '2025-02-01', '2025-01-31'].map((on) => ({
        ...{ ...day, sold_on: on, effective_on: on },
      })),
    },
    expect: [
      {
        ...{ purchase_count_30d: 1, order_count_30d: 1, net_amount_30d: 10, purchase_count_90d: 3, net_amount_90d: 30 },
        ...{ purchase_count_180d: 4, net_amount_180d: 40, purchase_count_365d: 5, order_count_365d: 5, net_amount_365d: 50 },
        lifetime_purchase_count: 6,
      },
    ],
  },
  {
    name: 'a return before as_of takes the purchase away, a later one does not; a person without a sale has no purchase',
    as_of: '2026-02-01',
    given: {
      'dwd.exchange_rate_span': [rate],
      'dws.member_status': [1, 2, 3].map((one_id) => ({ ...person, one_id })),
      'dwd.one_id_map': [1, 2].map((account_key) => ({ account_key, one_id: account_key })),
      'dws.account_day': [1, 2].flatMap((account_key) => [
        { ...day, account_key },
        {
          ...{ ...day, account_key, effective_on: account_key === 1 ? '2026-01-31' : '2026-02-01', order_count: -1, unit_count: -2 },
          ...{ gross_amount: 0, returned_amount: 10, net_amount: -10, counted_net_amount: -10 },
        },
      ]),
    },
    expect: [
      { one_id: 1, first_purchased_on: null, order_count: 0, unit_count: 0, gross_amount: 10, net_amount: 0, average_order_amount: null },
      {
        one_id: 2,
        first_purchased_on: '2025-01-10',
        order_count: 1,
        unit_count: 2,
        gross_amount: 10,
        net_amount: 10,
        average_order_amount: 10,
      },
      { one_id: 3, first_purchased_on: null, order_count: 0, unit_count: 0, gross_amount: 0, net_amount: 0, average_order_amount: null },
    ],
  },
  {
    name: 'each business line with a sale has a row of its own',
    as_of: '2026-02-01',
    given: {
      ...references,
      'dws.account_day': [
        { ...day, net_amount: 29 },
        { ...day, business_line: 'beauty', sold_on: '2025-01-10', net_amount: 10 },
        { ...day, business_line: 'food', net_amount: 19 },
      ],
    },
    expect: [
      { one_id: 100, business_line: '*', order_count: 1, net_amount: 29 },
      { one_id: 100, business_line: 'beauty', order_count: 1, net_amount: 10 },
      { one_id: 100, business_line: 'food', order_count: 1, net_amount: 19 },
    ],
  },
  {
    name: 'amounts are converted at the rate of the sale day; an order without a rate is a purchase, in no amount and no average',
    as_of: '2026-02-01',
    given: {
      ...references,
      'dws.account_day': [
        day,
        { ...day, currency: 'HKD', exchange_rate: 0.9 },
        { ...day, sold_on: '2026-01-31', effective_on: '2026-01-31', currency: 'USD', exchange_rate: null },
      ],
    },
    expect: [{ order_count: 3, lifetime_purchase_count: 2, last_purchased_on: '2026-01-31', net_amount: 19, average_order_amount: 9.5 }],
  },
])
