import { defineTests } from 'memberhouse'

// Three time zones, so that the setting of another source gives another time or day.
const settings = [
  { source: 'marketplace', time_zone: 'Asia/Shanghai' },
  { source: 'mini', time_zone: 'Asia/Urumqi' },
  { source: 'app', time_zone: 'Asia/Tokyo' },
]
const marketplaceOrder = {
  order_id: '100',
  buyer_id: '22',
  store_code: 'SHOP01',
  ordered_at: '2026-01-01 01:30',
  paid_at: '2026-01-01 01:31' as string | null,
  currency: 'CNY',
}
const mallOrder = {
  order_id: '100',
  channel: 'app',
  account_id: '22',
  store_code: 'APP01',
  ordered_at: '2025-12-31T23:30+08',
  paid_at: '2025-12-31T23:31+08' as string | null,
  currency: 'CNY',
}
const line = { order_id: '100', line_no: 1, product_code: 'B001', quantity: 2, list_price: 100, paid_amount: 150, unit_cost: 30 }

export default defineTests('dwd.web_order_line', [
  {
    name: 'a line has the account, the store and the business day of its order; one order number can be of both systems',
    given: {
      'dwd.source_setting': settings,
      'ods.shop_order': [marketplaceOrder],
      'ods.shop_order_line': [line],
      'ods.mall_order': [mallOrder],
      'ods.mall_order_line': [{ ...line, paid_amount: 140 }],
    },
    expect: [
      {
        ...line,
        order_system: 'marketplace',
        source: 'marketplace',
        source_account_id: '22',
        store_code: 'SHOP01',
        ordered_at: '2025-12-31T17:30Z',
        ordered_on: '2026-01-01',
        is_paid: true,
        currency: 'CNY',
      },
      {
        ...line,
        paid_amount: 140,
        order_system: 'mall',
        source: 'app',
        source_account_id: '22',
        store_code: 'APP01',
        ordered_at: '2025-12-31T15:30Z',
        ordered_on: '2026-01-01',
        is_paid: true,
        currency: 'CNY',
      },
    ],
  },
  {
    name: 'the business day of a mall order is that of the source that it came through',
    given: {
      'dwd.source_setting': settings,
      'ods.mall_order': [mallOrder, { ...mallOrder, order_id: '101', channel: 'mini', ordered_at: '2026-01-01T01:30+08' }],
      'ods.mall_order_line': [line, { ...line, order_id: '101' }],
    },
    expect: [
      { order_id: '100', source: 'app', ordered_on: '2026-01-01' },
      { order_id: '101', source: 'mini', ordered_on: '2025-12-31' },
    ],
  },
  {
    name: 'a line of an unpaid order, and one whose order has not arrived, is not paid',
    given: {
      'dwd.source_setting': settings,
      'ods.shop_order': [{ ...marketplaceOrder, paid_at: null }],
      'ods.shop_order_line': [line, { ...line, order_id: '103' }],
      'ods.mall_order': [{ ...mallOrder, paid_at: null }],
      'ods.mall_order_line': [line, { ...line, order_id: '103' }],
    },
    expect: [
      { order_system: 'marketplace', order_id: '100', is_paid: false, source: 'marketplace', ordered_on: '2026-01-01' },
      { order_system: 'marketplace', order_id: '103', is_paid: false, source: 'marketplace', ordered_on: null },
      { order_system: 'mall', order_id: '100', is_paid: false, source: 'app', ordered_on: '2026-01-01' },
      { order_system: 'mall', order_id: '103', is_paid: false, source: null, ordered_on: null },
    ],
  },
])
