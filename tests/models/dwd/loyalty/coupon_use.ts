import { defineTests } from 'memberhouse'

// The keys are hashes of mall:M1 and of pos:R1.
const [mall_key, pos_key] = ['-3125892688891223686', '4540183432250816987']
const item = {
  order_system: 'mall',
  order_id: 'M1',
  order_key: mall_key,
  coupon_id: 'Q1',
  is_return: false,
  sold_at: '2026-06-01T02:00:00Z',
}

export default defineTests('dwd.coupon_use', [
  {
    name: 'a use that coupon and order name is one row, at the moment that the coupon says',
    given: {
      'ods.coupon': [
        { coupon_id: 'Q1', redeemed_at: '2026-06-01T10:00:05+08:00', redeemed_order_system: 'mall', redeemed_order_id: 'M1' },
        { coupon_id: 'Q2' },
      ],
      'dwd.fct_order_item': [item, { ...item, order_id: 'M2', order_key: 2, coupon_id: null }],
    },
    expect: [
      {
        coupon_id: 'Q1',
        order_key: mall_key,
        order_system: 'mall',
        order_id: 'M1',
        redeemed_at: '2026-06-01T02:00:05Z',
        is_named_by_coupon: true,
        is_named_by_order: true,
      },
    ],
  },
  {
    name: 'an order that names a coupon uses it once, when it is paid, and a return uses none',
    given: {
      'dwd.fct_order_item': [
        item,
        { ...item, sold_at: '2026-06-01T01:00:00Z' },
        { ...item, order_system: 'pos', order_id: 'R1', order_key: pos_key },
        { ...item, order_system: 'pos', order_id: 'R2', order_key: 3, is_return: true },
      ],
    },
    expect: [
      { coupon_id: 'Q1', order_system: 'mall', redeemed_at: '2026-06-01T01:00:00Z', is_named_by_coupon: false },
      { coupon_id: 'Q1', order_system: 'pos', redeemed_at: '2026-06-01T02:00:00Z', is_named_by_coupon: false },
    ],
  },
  {
    name: 'a coupon that names an order which has not arrived, or only half of its number',
    given: {
      'ods.coupon': [
        { coupon_id: 'Q1', redeemed_at: null, redeemed_order_system: 'pos', redeemed_order_id: 'R1' },
        { coupon_id: 'Q2', redeemed_at: '2026-06-01T10:00:05+08:00', redeemed_order_system: null, redeemed_order_id: 'R2' },
      ],
    },
    expect: [{ coupon_id: 'Q1', order_key: pos_key, redeemed_at: null, is_named_by_coupon: true, is_named_by_order: false }],
  },
])
