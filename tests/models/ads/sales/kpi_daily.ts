import { defineTests } from 'memberhouse'

const order = {
  account_key: 1,
  ordered_on: '2011-03-01',
  is_return: false,
  is_kept: true,
  line_count: 1,
  unit_count: 2,
  gross_amount: 10,
  returned_amount: 0,
  net_amount: 10,
  merchandise_net_amount: 10,
  net_by_return_day_amount: 10,
  currency: 'GBP',
  exchange_rate: 1 as number | null,
}
const day = { account_key: 1, ordered_on: '2011-03-01', order_count: 1, converted_order_count: 1, net_amount: 10, currency: 'GBP' }
const rates = [{ currency: 'GBP', reporting_currency: 'GBP' }]

export default defineTests('ads.kpi_daily', [
  {
    name: 'sales to anonymous customers count for the retailer, but not for members',
    as_of: '2011-06-01',
    given: {
      'dwd.exchange_rate_span': rates,
      'dws.order_summary': [
        order,
        { ...order, account_key: null, gross_amount: 30, net_amount: 20, returned_amount: 10, net_by_return_day_amount: 30 },
      ],
      'dws.account_day': [day],
      'dwd.one_id_map': [{ account_key: 1, one_id: 1 }],
      'dws.member_summary': [{ one_id: 1, first_purchased_on: '2011-03-01' }],
    },
    expect: [
      {
        business_on: '2011-03-01',
        currency: 'GBP',
        order_count: 2,
        return_document_count: 0,
        line_count: 2,
        unit_count: 4,
        gross_amount: 40,
        returned_amount: 10,
        net_amount: 30,
        net_by_return_day_amount: 40,
        merchandise_net_amount: 20,
        member_net_amount: 10,
        buyer_count: 1,
        new_buyer_count: 1,
        average_order_amount: 15,
        average_buyer_amount: 10,
      },
    ],
  },
  {
    name: 'a day with returns only has a row without averages; other currencies are converted; a second purchase does not make a new buyer',
    as_of: '2011-06-01',
    given: {
      'dwd.exchange_rate_span': rates,
      'dws.order_summary': [
        order,
        { ...order, currency: 'EUR', exchange_rate: 0.5, account_key: 2, gross_amount: 7, net_amount: 7 },
        {
          ...order,
          ordered_on: '2011-03-02',
          is_return: true,
          is_kept: false,
          line_count: 0,
          gross_amount: 0,
          returned_amount: 4,
          net_amount: -4,
          net_by_return_day_amount: -9,
        },
      ],
      'dws.account_day': [
        day,
        { ...day, account_key: 2, net_amount: 3.5 },
        { ...day, ordered_on: '2011-03-02', order_count: 0, converted_order_count: 0, net_amount: -4 },
      ],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1 },
        { account_key: 2, one_id: 2 },
      ],
      'dws.member_summary': [
        { one_id: 1, first_purchased_on: '2011-02-01' },
        { one_id: 2, first_purchased_on: '2011-03-01' },
      ],
    },
    expect: [
      { business_on: '2011-03-01', currency: 'GBP', net_amount: 13.5, buyer_count: 2, new_buyer_count: 1, average_buyer_amount: 6.75 },
      { business_on: '2011-03-02', currency: 'GBP', net_amount: -4, buyer_count: 0, new_buyer_count: 0, average_buyer_amount: null },
    ],
  },
  {
    name: 'the average order is rounded to cents',
    as_of: '2011-06-01',
    given: { 'dwd.exchange_rate_span': rates, 'dws.order_summary': [order, { ...order, net_amount: 20 }, { ...order, net_amount: 20 }] },
    expect: [{ business_on: '2011-03-01', order_count: 3, net_amount: 50, average_order_amount: 16.67 }],
  },
  {
    name: 'sales without a rate count as orders and buyers, and not in amounts and averages',
    as_of: '2011-06-01',
    given: {
      'dwd.exchange_rate_span': rates,
      'dws.order_summary': [
        order,
        { ...order, account_key: 2, currency: 'HKD', exchange_rate: null, gross_amount: 99, net_amount: 99 },
        { ...order, ordered_on: '2011-03-02', account_key: 2, currency: 'HKD', exchange_rate: null },
      ],
      'dws.account_day': [day, { ...day, account_key: 2, converted_order_count: 0, net_amount: 0 }],
      'dwd.one_id_map': [1, 2].map((id) => ({ account_key: id, one_id: id })),
      'dws.member_summary': [1, 2].map((one_id) => ({ one_id })),
    },
    expect: [
      {
        ...{ business_on: '2011-03-01', currency: 'GBP', order_count: 2, line_count: 2, buyer_count: 2 },
        ...{ gross_amount: 10, net_amount: 10, average_order_amount: 10, average_buyer_amount: 10 },
      },
      {
        ...{ business_on: '2011-03-02', currency: 'GBP', order_count: 1, line_count: 1, buyer_count: 0 },
        ...{ gross_amount: 0, net_amount: 0, average_order_amount: null, average_buyer_amount: null },
      },
    ],
  },
])
