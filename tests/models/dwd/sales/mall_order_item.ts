import { defineTests } from 'memberhouse'

const references = {
  'dwd.source_setting': [{ source: 'mall', time_zone: 'Asia/Shanghai' }],
  'dwd.dim_product': [
    { product_key: 1, source: 'catalogue', product_code: 'B001', is_merchandise: true },
    { product_key: 2, source: 'online_retail', product_code: 'B001', is_merchandise: false },
  ],
}
const order = {
  order_id: '100',
  channel: 'app',
  account_id: '22',
  store_code: 'APP01',
  ordered_at: '2026-01-01T01:30+08',
  paid_at: '2026-01-01T01:30+08',
  status: 'paid',
  currency: 'CNY',
}
const line = { order_id: '100', line_no: 1, product_code: 'B001', quantity: 2, list_price: 100, paid_amount: 150, unit_cost: 30 }
const refund = {
  refund_id: '100',
  order_id: '100',
  line_no: 1,
  channel: 'app',
  account_id: '22',
  quantity: 1,
  refund_amount: 75,
  currency: 'CNY',
  refunded_at: '2026-01-04T01:30+08',
}

export default defineTests('dwd.mall_order_item', [
  {
    name: 'a line is sold at what was paid, on the day in Shanghai, and a refund is a document of its own that names the line',
    given: { ...references, 'ods.mall_order': [order], 'ods.mall_order_line': [line], 'ods.mall_refund': [refund] },
    expect: [
      {
        product_key: 1,
        source: 'mall',
        channel: 'app',
        store_code: 'APP01',
        order_id: '100',
        source_account_id: '22',
        ordered_at: '2025-12-31T17:30Z',
        ordered_on: '2026-01-01',
        is_return: false,
        is_merchandise: true,
        quantity: 2,
        unit_price: 100,
        discount_amount: 50,
        gross_amount: 150,
        returned_amount: 0,
        cost_amount: 60,
        currency: 'CNY',
      },
      {
        product_key: 1,
        source: 'mall',
        channel: 'app',
        store_code: 'APP01',
        order_id: 'refund:100',
        source_account_id: '22',
        ordered_at: '2026-01-03T17:30Z',
        ordered_on: '2026-01-04',
        is_return: true,
        is_merchandise: true,
        quantity: -1,
        unit_price: 100,
        discount_amount: -25,
        gross_amount: 0,
        returned_amount: 75,
        cost_amount: -30,
        currency: 'CNY',
      },
    ],
  },
  {
    name: 'the refund names the line by its key, and the account is that of the channel',
    given: { ...references, 'ods.mall_order': [order], 'ods.mall_order_line': [line], 'ods.mall_refund': [refund] },
    expect: [
      {
        order_item_key: '-8650419346496867764',
        order_key: '2161198581031347420',
        account_key: '4994491034628455354',
        returned_item_key: null,
      },
      {
        order_item_key: '672943865658888220',
        order_key: '672943865658888220',
        account_key: '4994491034628455354',
        returned_item_key: '-8650419346496867764',
      },
    ],
  },
  {
    name: 'orders that were not paid, or not yet, are no sales, nor are lines whose order is not there',
    given: {
      ...references,
      'ods.mall_order': [
        { ...order, paid_at: null, status: 'placed' },
        { ...order, order_id: '101', paid_at: null, status: 'cancelled' },
        { ...order, order_id: '102' },
      ],
      'ods.mall_order_line': [
        line,
        { ...line, order_id: '101' },
        { ...line, order_id: '102', product_code: 'B999' },
        { ...line, order_id: '103' },
      ],
    },
    expect: [{ order_id: '102', product_key: null, is_merchandise: true }],
  },
  {
    name: 'money without pieces, and a refund of a line that is not there, are given back all the same',
    given: {
      ...references,
      'ods.mall_order': [order],
      'ods.mall_order_line': [line],
      'ods.mall_refund': [
        { ...refund, refund_id: '1', quantity: 0, refund_amount: 10 },
        { ...refund, refund_id: '2', order_id: '999' },
      ],
    },
    expect: [
      { order_id: '100', is_return: false, quantity: 2, unit_price: 100, discount_amount: 50, returned_amount: 0, cost_amount: 60 },
      { order_id: 'refund:1', is_return: true, quantity: 0, unit_price: 100, discount_amount: 10, returned_amount: 10, cost_amount: 0 },
      { order_id: 'refund:2', is_return: true, quantity: -1, unit_price: 0, discount_amount: 75, returned_amount: 75, cost_amount: null },
    ],
  },
])
