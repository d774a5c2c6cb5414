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
  coupon_id: 'C7',
}
const line = {
  ...{ order_id: '100', line_no: 1, product_code: 'B001', quantity: 2, list_price: 100, discount_amount: 40, coupon_amount: 10 },
  ...{ paid_amount: 150, unit_cost: 30, promotion_id: 'PR1' },
}

const subOrder = {
  ...line,
  ...{ source: 'douyin', source_account_id: '_0001', store_code: 'DY01', ordered_at: '2026-06-30T15:50Z', currency: 'CNY' },
}

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
        sold_at: '2025-12-31T17:31Z',
        sold_on: '2026-01-01',
        coupon_id: null,
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
        sold_at: '2025-12-31T15:31Z',
        sold_on: '2026-01-01',
        coupon_id: 'C7',
        currency: 'CNY',
      },
    ],
  },
  {
    name: 'the sale day is that of the payment, in the zone of the source that the order came through',
    given: {
      'dwd.source_setting': settings,
      'ods.mall_order': [mallOrder, { ...mallOrder, order_id: '101', channel: 'mini', paid_at: '2026-01-01T01:30+08' }],
      'ods.mall_order_line': [line, { ...line, order_id: '101' }],
      'ods.shop_order': [{ ...marketplaceOrder, ordered_at: '2026-06-30 23:50', paid_at: '2026-07-01 00:05' }],
      'ods.shop_order_line': [line],
    },
    expect: [
      { order_system: 'mall', order_id: '100', source: 'app', sold_at: '2025-12-31T15:31Z', sold_on: '2026-01-01' },
      { order_system: 'mall', order_id: '101', source: 'mini', sold_at: '2025-12-31T17:30Z', sold_on: '2025-12-31' },
      { order_system: 'marketplace', order_id: '100', source: 'marketplace', sold_at: '2026-06-30T16:05Z', sold_on: '2026-07-01' },
    ],
  },
  {
    name: 'a line of an unpaid order, and one whose order has not arrived, has no sale day',
    given: {
      'dwd.source_setting': settings,
      'ods.shop_order': [{ ...marketplaceOrder, paid_at: null }],
      'ods.shop_order_line': [line, { ...line, order_id: '103' }],
      'ods.mall_order': [{ ...mallOrder, paid_at: null }],
      'ods.mall_order_line': [line, { ...line, order_id: '103' }],
    },
    expect: [
      { order_system: 'marketplace', order_id: '100', sold_on: null, source: 'marketplace', ordered_at: '2025-12-31T17:30Z' },
      { order_system: 'marketplace', order_id: '103', sold_on: null, source: 'marketplace', ordered_at: null },
      { order_system: 'mall', order_id: '100', sold_on: null, source: 'app', ordered_at: '2025-12-31T15:30Z' },
      { order_system: 'mall', order_id: '103', sold_on: null, source: null, ordered_at: null },
    ],
  },
  {
    name: 'a current sub-order is a line with the columns of its order',
    given: {
      'dwd.source_setting': [{ source: 'douyin', time_zone: 'Asia/Shanghai' }],
      'dwd.sub_order': [
        { ...subOrder, paid_at: null, is_current: false },
        { ...subOrder, paid_at: '2026-06-30T16:05Z', is_current: true },
      ],
    },
    expect: [
      {
        ...line,
        ...{ order_system: 'douyin', source: 'douyin', source_account_id: '_0001', store_code: 'DY01', coupon_id: null, currency: 'CNY' },
        ...{ ordered_at: '2026-06-30T15:50Z', sold_at: '2026-06-30T16:05Z', sold_on: '2026-07-01' },
      },
    ],
  },
])
