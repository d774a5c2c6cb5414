import { defineTests } from 'memberhouse'

const order = { account_key: 1, ordered_on: '2011-03-01', is_kept: true, currency: 'GBP', exchange_rate: 1 as number | null }
const rates = [{ currency: 'GBP', reporting_currency: 'GBP' }]

export default defineTests('dws.account_day', [
  {
    name: 'the orders of a day add up, and fully returned orders do not count',
    given: {
      'dwd.exchange_rate_span': rates,
      'dws.order_summary': [
        { ...order, gross_amount: 25, returned_amount: 9, net_amount: 16, net_by_return_day_amount: 25 },
        { ...order, is_kept: false, gross_amount: 10, returned_amount: 10, net_amount: 0, net_by_return_day_amount: 10 },
        {
          ...order,
          ordered_on: '2011-03-02',
          is_kept: false,
          gross_amount: 0,
          returned_amount: 0,
          net_amount: 0,
          net_by_return_day_amount: -19,
        },
      ],
    },
    expect: [
      {
        account_key: 1,
        ordered_on: '2011-03-01',
        order_count: 1,
        gross_amount: 35,
        returned_amount: 19,
        net_amount: 16,
        net_by_return_day_amount: 35,
        currency: 'GBP',
      },
      {
        account_key: 1,
        ordered_on: '2011-03-02',
        order_count: 0,
        gross_amount: 0,
        returned_amount: 0,
        net_amount: 0,
        net_by_return_day_amount: -19,
        currency: 'GBP',
      },
    ],
  },
  {
    name: 'a sale to an anonymous customer has no account',
    given: { 'dws.order_summary': [{ ...order, account_key: null, gross_amount: 5, net_amount: 5 }] },
    expect: [],
  },
  {
    name: 'amounts of a day in two currencies are one row, in the reporting currency',
    given: {
      'dwd.exchange_rate_span': [...rates, { currency: 'EUR', reporting_currency: 'GBP' }],
      'dws.order_summary': [
        { ...order, gross_amount: 25, returned_amount: 9, net_amount: 16, net_by_return_day_amount: 25 },
        {
          ...{ ...order, currency: 'EUR', exchange_rate: 0.855 },
          ...{ gross_amount: 10, returned_amount: 1, net_amount: 9, net_by_return_day_amount: 10 },
        },
      ],
    },
    expect: [
      {
        ...{ account_key: 1, order_count: 2, converted_order_count: 2, currency: 'GBP' },
        ...{ gross_amount: 33.55, returned_amount: 9.855, net_amount: 23.695, net_by_return_day_amount: 33.55 },
      },
    ],
  },
  {
    name: 'a purchase without an exchange rate counts, its amount does not',
    given: {
      'dwd.exchange_rate_span': rates,
      'dws.order_summary': [
        { ...order, currency: 'HKD', exchange_rate: null, gross_amount: 100, net_amount: 100 },
        { ...order, gross_amount: 5, net_amount: 5 },
        { ...order, account_key: 2, currency: 'NONE', exchange_rate: null, gross_amount: 100, net_amount: 100 },
      ],
    },
    expect: [
      { account_key: 1, order_count: 2, converted_order_count: 1, gross_amount: 5, net_amount: 5, currency: 'GBP' },
      { account_key: 2, order_count: 1, converted_order_count: 0, gross_amount: 0, net_amount: 0, currency: 'GBP' },
    ],
  },
])
