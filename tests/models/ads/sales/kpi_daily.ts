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
}
const day = { account_key: 1, ordered_on: '2011-03-01', order_count: 1, net_amount: 10, currency: 'GBP' }

export default defineTests('ads.kpi_daily', [
  {
    name: 'sales to anonymous customers count for the retailer, but not for members',
    as_of: '2011-06-01',
    given: {
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
    name: 'a day with returns only has a row without averages; currencies are not mixed; a second purchase does not make a new buyer',
    as_of: '2011-06-01',
    given: {
      'dws.order_summary': [
        order,
        { ...order, currency: 'EUR', account_key: 2, gross_amount: 7, net_amount: 7 },
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
        { ...day, account_key: 2, currency: 'EUR', net_amount: 7 },
        { ...day, ordered_on: '2011-03-02', order_count: 0, net_amount: -4 },
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
      { business_on: '2011-03-01', currency: 'EUR', net_amount: 7, buyer_count: 1, new_buyer_count: 1, average_buyer_amount: 7 },
      { business_on: '2011-03-01', currency: 'GBP', net_amount: 10, buyer_count: 1, new_buyer_count: 0, average_buyer_amount: 10 },
      { business_on: '2011-03-02', currency: 'GBP', net_amount: -4, buyer_count: 0, new_buyer_count: 0, average_buyer_amount: null },
    ],
  },
  {
    name: 'the average order is rounded to cents',
    as_of: '2011-06-01',
    given: { 'dws.order_summary': [order, { ...order, net_amount: 20 }, { ...order, net_amount: 20 }] },
    expect: [{ business_on: '2011-03-01', order_count: 3, net_amount: 50, average_order_amount: 16.67 }],
  },
])
