import { defineTests } from 'memberhouse'

const order = {
  order_key: 1,
  account_key: 1,
  ordered_on: '2026-06-29',
  line_count: 1,
  gross_amount: 100,
  returned_amount: 40,
  net_amount: 60,
  currency: 'HKD',
}
const item = { order_key: 1, order_system: 'pos', source: 'pos', order_id: 'S1-1' }

export default defineTests('ads.unconverted_sale', [
  {
    name: 'each document without a rate is listed once, in its own currency, with its member',
    given: {
      'dws.order_summary': [
        order,
        { ...order, currency: 'CNY', exchange_rate: 1 },
        { ...order, order_key: 2, account_key: null, currency: 'NONE' },
      ],
      'dwd.fct_order_item': [item, item, { ...item, order_key: 2, order_id: 'S1-2' }],
      'dwd.one_id_map': [{ account_key: 1, one_id: 100 }],
    },
    expect: [
      {
        ...{ order_key: 1, order_system: 'pos', source: 'pos', order_id: 'S1-1', ordered_on: '2026-06-29', account_key: 1, one_id: 100 },
        ...{ line_count: 1, gross_amount: 100, returned_amount: 40, net_amount: 60, currency: 'HKD' },
      },
      {
        ...{
          order_key: 2,
          order_system: 'pos',
          source: 'pos',
          order_id: 'S1-2',
          ordered_on: '2026-06-29',
          account_key: null,
          one_id: null,
        },
        ...{ line_count: 1, gross_amount: 100, returned_amount: 40, net_amount: 60, currency: 'NONE' },
      },
    ],
  },
])
