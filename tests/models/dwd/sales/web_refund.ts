import { defineTests } from 'memberhouse'

// Three time zones, so that the setting of another source gives another time or day.
const settings = [
  { source: 'jd', time_zone: 'Asia/Shanghai' },
  { source: 'marketplace', time_zone: 'Asia/Shanghai' },
  { source: 'mini', time_zone: 'Asia/Urumqi' },
  { source: 'app', time_zone: 'Asia/Tokyo' },
  { source: 'douyin', time_zone: 'Asia/Shanghai' },
]
const refund = { refund_id: '7', order_id: '100', line_no: 1, quantity: 1, refund_amount: 75, currency: 'CNY', reason: 'damaged' }

const { reason: return_reason, ...same } = refund
const expected = { ...same, return_reason }

export default defineTests('dwd.web_refund', [
  {
    name: 'a refund written with negative units and amount is the same refund; without units, a negative amount takes a refund back',
    given: {
      'dwd.source_setting': settings,
      'ods.mall_refund': [
        { ...refund, channel: 'app', account_id: '33', quantity: -1, refund_amount: -75, refunded_at: '2026-01-03T23:30+08' },
        { ...refund, refund_id: '8', channel: 'app', account_id: '33', quantity: 0, refund_amount: -5, refunded_at: '2026-01-03T23:30+08' },
      ],
    },
    expect: [
      { refund_id: '7', quantity: 1, refund_amount: 75 },
      { refund_id: '8', quantity: 0, refund_amount: -5 },
    ],
  },
  {
    name: 'a refund happens on its own day, in the store of its order',
    given: {
      'dwd.source_setting': settings,
      'dwd.web_order': [
        { order_system: 'marketplace', order_id: '100', store_code: 'SHOP01' },
        { order_system: 'mall', order_id: '100', store_code: 'APP01' },
        { order_system: 'mall', order_id: '101', store_code: 'MINI01' },
        { order_system: 'douyin', order_id: '100', store_code: 'DY01' },
      ],
      'ods.shop_refund': [{ ...refund, buyer_id: '22', refunded_at: '2026-01-04 01:30' }],
      'ods.douyin_refund': [{ ...refund, open_id: '_0001', refunded_at: '2026-01-04T01:30+08' }],
      'ods.mall_refund': [
        { ...refund, channel: 'app', account_id: '33', refunded_at: '2026-01-03T23:30+08' },
        { ...refund, refund_id: '8', order_id: '101', channel: 'mini', account_id: '44', refunded_at: '2026-01-04T01:30+08' },
      ],
    },
    expect: [
      {
        ...expected,
        order_system: 'marketplace',
        source: 'marketplace',
        source_account_id: '22',
        store_code: 'SHOP01',
        refunded_at: '2026-01-03T17:30Z',
        refunded_on: '2026-01-04',
      },
      {
        ...expected,
        order_system: 'mall',
        source: 'app',
        source_account_id: '33',
        store_code: 'APP01',
        refunded_at: '2026-01-03T15:30Z',
        refunded_on: '2026-01-04',
      },
      {
        ...expected,
        refund_id: '8',
        order_id: '101',
        order_system: 'mall',
        source: 'mini',
        source_account_id: '44',
        store_code: 'MINI01',
        refunded_at: '2026-01-03T17:30Z',
        refunded_on: '2026-01-03',
      },
      {
        ...expected,
        order_system: 'douyin',
        source: 'douyin',
        source_account_id: '_0001',
        store_code: 'DY01',
        refunded_at: '2026-01-03T17:30Z',
        refunded_on: '2026-01-04',
      },
    ],
  },
  {
    name: 'a refund whose order has not arrived is kept',
    given: {
      'dwd.source_setting': settings,
      'ods.shop_refund': [{ ...refund, buyer_id: '22', refunded_at: '2026-01-04 01:30' }],
      'ods.mall_refund': [{ ...refund, channel: 'app', account_id: '33', refunded_at: '2026-01-04T01:30+08' }],
      'ods.jd_refund': [{ ...refund, pin: 'jd_1', refunded_at: '2026-01-04T01:30+08' }],
    },
    expect: [
      { order_system: 'jd', refund_id: '7', store_code: null, refund_amount: 75 },
      { order_system: 'marketplace', refund_id: '7', store_code: null, refund_amount: 75 },
      { order_system: 'mall', refund_id: '7', store_code: null, refund_amount: 75 },
    ],
  },
  {
    name: 'an exchange (换货) returns no units, because the sale keeps them; a difference in price is money all the same',
    given: {
      'dwd.source_setting': settings,
      'dwd.return_reason': [
        { return_reason: 'exchange', is_exchange: true },
        { return_reason: 'damaged', is_exchange: false },
      ],
      'ods.shop_refund': [
        { ...refund, buyer_id: '22', reason: 'exchange', refund_amount: 0, refunded_at: '2026-01-04 01:30' },
        { ...refund, refund_id: '8', buyer_id: '22', refunded_at: '2026-01-04 01:30' },
      ],
      'ods.mall_refund': [{ ...refund, channel: 'app', reason: 'exchange', refund_amount: 5, refunded_at: '2026-01-03T23:30+08' }],
    },
    expect: [
      { order_system: 'marketplace', refund_id: '7', quantity: 0, refund_amount: 0, return_reason: 'exchange' },
      { order_system: 'marketplace', refund_id: '8', quantity: 1, refund_amount: 75, return_reason: 'damaged' },
      { order_system: 'mall', refund_id: '7', quantity: 0, refund_amount: 5, return_reason: 'exchange' },
    ],
  },
])
