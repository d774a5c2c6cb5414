import { defineTests } from 'memberhouse'

const settings = [
  { source: 'marketplace', time_zone: 'Asia/Shanghai' },
  { source: 'app', time_zone: 'Asia/Shanghai' },
]
const refund = { refund_id: '7', order_id: '100', line_no: 1, quantity: 1, refund_amount: 75, currency: 'CNY' }

export default defineTests('dwd.web_refund', [
  {
    name: 'a refund happens on its own day, in the store of its order',
    given: {
      'dwd.source_setting': settings,
      'ods.shop_order': [{ order_id: '100', store_code: 'SHOP01' }],
      'ods.shop_refund': [{ ...refund, buyer_id: '22', refunded_at: '2026-01-04 01:30' }],
      'ods.mall_order': [{ order_id: '100', store_code: 'APP01' }],
      'ods.mall_refund': [{ ...refund, channel: 'app', account_id: '33', refunded_at: '2026-01-04T01:30+08' }],
    },
    expect: [
      {
        ...refund,
        order_system: 'marketplace',
        source: 'marketplace',
        source_account_id: '22',
        store_code: 'SHOP01',
        refunded_at: '2026-01-03T17:30Z',
        refunded_on: '2026-01-04',
      },
      {
        ...refund,
        order_system: 'mall',
        source: 'app',
        source_account_id: '33',
        store_code: 'APP01',
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
    },
    expect: [
      { order_system: 'marketplace', refund_id: '7', store_code: null, refund_amount: 75 },
      { order_system: 'mall', refund_id: '7', store_code: null, refund_amount: 75 },
    ],
  },
])
