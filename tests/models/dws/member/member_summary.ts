import { defineTests } from 'memberhouse'

const account = { account_key: 1, joined_on: '2011-01-10', currency: 'GBP' }
const day = {
  account_key: 1,
  ordered_on: '2011-01-10',
  order_count: 1,
  converted_order_count: 1,
  gross_amount: 10,
  returned_amount: 0,
  net_amount: 10,
  currency: 'GBP',
}
const rates = [{ currency: 'GBP', reporting_currency: 'GBP' }]

export default defineTests('dws.member_summary', [
  {
    name: 'two accounts of a member that buy on one day make one purchase and two orders',
    as_of: '2011-02-01',
    given: {
      'dwd.exchange_rate_span': rates,
      'dwd.account': [account, { ...account, account_key: 2, joined_on: '2011-01-12' }],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 100 },
        { account_key: 2, one_id: 100 },
      ],
      'dws.account_day': [
        day,
        { ...day, ordered_on: '2011-01-12' },
        { ...day, account_key: 2, ordered_on: '2011-01-12', gross_amount: 30, returned_amount: 5, net_amount: 25 },
        { ...day, ordered_on: '2011-01-31', order_count: 0, converted_order_count: 0, gross_amount: 0, returned_amount: 2, net_amount: -2 },
      ],
    },
    expect: [
      {
        one_id: 100,
        joined_on: '2011-01-10',
        account_count: 2,
        first_purchased_on: '2011-01-10',
        last_purchased_on: '2011-01-12',
        days_since_purchase: 20,
        lifetime_purchase_count: 2,
        order_count: 3,
        converted_order_count: 3,
        gross_amount: 50,
        returned_amount: 7,
        net_amount: 43,
        currency: 'GBP',
      },
    ],
  },
  {
    name: 'a member who returned everything, or never bought, has no purchase; an account that joins on as_of is not counted',
    as_of: '2011-02-01',
    given: {
      'dwd.exchange_rate_span': rates,
      'dwd.account': [account, { ...account, account_key: 2 }, { ...account, account_key: 3, joined_on: '2011-02-01' }],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1 },
        { account_key: 2, one_id: 2 },
        { account_key: 3, one_id: 3 },
      ],
      'dws.account_day': [{ ...day, order_count: 0, returned_amount: 10, net_amount: 0 }],
    },
    expect: [
      {
        one_id: 1,
        first_purchased_on: null,
        last_purchased_on: null,
        days_since_purchase: null,
        lifetime_purchase_count: 0,
        order_count: 0,
        gross_amount: 10,
        net_amount: 0,
      },
      {
        one_id: 2,
        first_purchased_on: null,
        last_purchased_on: null,
        days_since_purchase: null,
        lifetime_purchase_count: 0,
        order_count: 0,
        gross_amount: 0,
        net_amount: 0,
      },
    ],
  },
  {
    name: 'a member with accounts in two currencies, whose purchase could not be converted, has one row',
    as_of: '2011-02-01',
    given: {
      'dwd.exchange_rate_span': [...rates, { currency: 'HKD', reporting_currency: 'GBP' }],
      'dwd.account': [account, { ...account, account_key: 2, currency: 'HKD' }],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 100 },
        { account_key: 2, one_id: 100 },
      ],
      'dws.account_day': [
        day,
        { ...day, account_key: 2, ordered_on: '2011-01-31', converted_order_count: 0, gross_amount: 0, net_amount: 0 },
      ],
    },
    expect: [
      {
        ...{ one_id: 100, account_count: 2, days_since_purchase: 1, lifetime_purchase_count: 2 },
        ...{ order_count: 2, converted_order_count: 1, net_amount: 10, currency: 'GBP' },
      },
    ],
  },
])
