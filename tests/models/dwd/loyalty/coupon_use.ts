import { defineTests } from 'memberhouse'

const settings = ['marketplace', 'pos'].map((source) => ({ source, time_zone: 'Asia/Shanghai' }))

export default defineTests('dwd.coupon_use', [
  {
    name: 'a use that coupon and order name is one row, at the moment that the coupon says',
    given: {
      'dwd.source_setting': settings,
      'ods.coupon': [
        { coupon_id: 'Q1', redeemed_at: '2026-06-01T10:00:05+08:00', redeemed_order_system: 'mall', redeemed_order_id: 'M1' },
        { coupon_id: 'Q2' },
      ],
      'ods.mall_order': [
        { order_id: 'M1', coupon_id: 'Q1', paid_at: '2026-06-01T10:00:00+08:00' },
        { order_id: 'M2', coupon_id: null, paid_at: '2026-06-01T10:00:00+08:00' },
      ],
    },
    expect: [
      {
        coupon_id: 'Q1',
        order_system: 'mall',
        order_id: 'M1',
        redeemed_at: '2026-06-01T02:00:05Z',
        is_named_by_coupon: true,
        is_named_by_order: true,
      },
    ],
  },
  {
    name: 'orders and receipts that name a coupon use it when they are paid, each receipt once',
    given: {
      'dwd.source_setting': settings,
      'ods.shop_order': [{ order_id: '1', coupon_id: 'Q1', paid_at: '2026-06-30 23:59:00' }],
      'ods.pos_line': [
        { receipt_no: '1', coupon_id: 'Q1', quantity: 1, sold_at: '2026-07-01 00:05:00' },
        { receipt_no: '1', coupon_id: 'Q1', quantity: 2, sold_at: '2026-07-01 00:05:00' },
      ],
    },
    expect: [
      { coupon_id: 'Q1', order_system: 'marketplace', redeemed_at: '2026-06-30T15:59:00Z', is_named_by_coupon: false },
      { coupon_id: 'Q1', order_system: 'pos', redeemed_at: '2026-06-30T16:05:00Z', is_named_by_coupon: false },
    ],
  },
  {
    name: 'neither an unpaid order nor the receipt of a return uses a coupon',
    given: {
      'dwd.source_setting': settings,
      'ods.shop_order': [{ order_id: '1', coupon_id: 'Q1', paid_at: null }],
      'ods.mall_order': [{ order_id: '1', coupon_id: 'Q1', paid_at: null }],
      'ods.pos_line': [{ receipt_no: '1', coupon_id: 'Q1', quantity: -1, sold_at: '2026-07-01 00:05:00' }],
    },
    expect: [],
  },
  {
    name: 'a coupon that names an order which has not arrived, or only half of its number',
    given: {
      'ods.coupon': [
        { coupon_id: 'Q1', redeemed_at: null, redeemed_order_system: 'pos', redeemed_order_id: 'R1' },
        { coupon_id: 'Q2', redeemed_at: '2026-06-01T10:00:05+08:00', redeemed_order_system: null, redeemed_order_id: 'R2' },
      ],
    },
    expect: [{ coupon_id: 'Q1', order_id: 'R1', redeemed_at: null, is_named_by_coupon: true, is_named_by_order: false }],
  },
])
