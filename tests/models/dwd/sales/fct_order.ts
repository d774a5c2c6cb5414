import { defineTests } from 'memberhouse'

const settings = ['mini', 'pos'].map((source) => ({ source, time_zone: 'Asia/Shanghai' }))
// warehouse.key('mall', '2')
const orderKey = '-7417115364464920797'

export default defineTests('dwd.fct_order', [
  {
    name: 'a receipt is an order, completed when it was paid, on the business day of its source',
    given: {
      'dwd.source_setting': settings,
      'dwd.sold_order': [
        {
          ...{ order_key: 9, order_system: 'pos', order_id: 'S1-1', source: 'pos', account_key: 5, store_code: 'S1', line_count: 2 },
          ...{ ordered_at: '2026-06-30T16:30Z', sold_at: '2026-06-30T16:30Z', sold_on: '2026-07-01', business_line: 'food' },
          ...{ promotion_id: 'PR1', gross_amount: 20, currency: 'CNY' },
        },
      ],
    },
    expect: [
      {
        ...{ order_key: 9, order_id: 'S1-1', status: 'completed', business_line: 'food', promotion_id: 'PR1', line_count: 2 },
        ...{ gross_amount: 20, ordered_on: '2026-07-01', sold_on: '2026-07-01', paid_at: '2026-06-30T16:30Z', account_key: 5 },
        ...{ completed_at: '2026-06-30T16:30Z', shipped_at: null },
      },
    ],
  },
  {
    name: 'a web order has the moments of its statuses and its first parcel; one that was never paid has no lines, those of a paid one may not have arrived',
    given: {
      'dwd.source_setting': settings,
      'dwd.fct_delivery': ['2026-07-02T02:00Z', '2026-07-01T02:00Z'].map((shipped_at) => ({ order_key: orderKey, shipped_at })),
      'dwd.web_order': [
        {
          ...{ order_system: 'mall', order_id: '1', source: 'mini', source_account_id: 'o1', store_code: 'MINI01', status: 'cancelled' },
          ...{ ordered_at: '2026-06-30T16:30Z', cancelled_at: '2026-07-01T16:30Z', currency: 'cny' },
        },
        {
          ...{ order_system: 'mall', order_id: '2', source: 'mini', source_account_id: 'o1', store_code: 'MINI01', status: 'completed' },
          ...{ ordered_at: '2026-06-30T16:30Z', paid_at: '2026-06-30T16:31Z', completed_at: '2026-07-09T16:30Z', currency: 'CNY' },
        },
      ],
    },
    expect: [
      {
        ...{ order_system: 'mall', order_id: '1', source: 'mini', status: 'cancelled', ordered_on: '2026-07-01', paid_at: null },
        ...{ shipped_at: null, completed_at: null, cancelled_at: '2026-07-01T16:30Z', sold_on: null, line_count: 0, gross_amount: 0 },
        currency: 'CNY',
      },
      {
        ...{
          order_system: 'mall',
          order_id: '2',
          source: 'mini',
          status: 'completed',
          ordered_on: '2026-07-01',
          paid_at: '2026-06-30T16:31Z',
        },
        ...{ shipped_at: '2026-07-01T02:00Z', completed_at: '2026-07-09T16:30Z', cancelled_at: null, sold_on: null, line_count: null },
        ...{ gross_amount: null, currency: 'CNY' },
      },
    ],
  },
  {
    name: 'a presale is sold on the day of its final payment; of one that is never paid in full, the deposit is no sale',
    given: {
      'dwd.source_setting': settings,
      'dwd.sold_order': [
        {
          ...{ order_key: orderKey, order_system: 'mall', order_id: '2', source: 'mini', sold_at: '2026-07-08T02:00Z', line_count: 1 },
          ...{ sold_on: '2026-07-08', gross_amount: 200, currency: 'CNY' },
        },
      ],
      'dwd.web_order': ['2', '3'].map((order_id) => ({
        ...{ order_system: 'mall', order_id, source: 'mini', source_account_id: 'o1', ordered_at: '2026-06-30T02:00Z', currency: 'CNY' },
        ...{ status: order_id === '2' ? 'paid' : 'cancelled', paid_at: order_id === '2' ? '2026-07-08T02:00Z' : null },
        ...{ deposit_amount: 20, deposit_paid_at: '2026-06-30T02:01Z', is_gift: false, guide_id: 'G1' },
      })),
    },
    expect: [
      { order_id: '2', status: 'paid', sold_on: '2026-07-08', gross_amount: 200 },
      { order_id: '3', status: 'cancelled', sold_on: null, gross_amount: 0 },
    ].map((order) => ({
      ...{ ...order, ordered_on: '2026-06-30', deposit_amount: 20, deposit_paid_at: '2026-06-30T02:01Z', is_gift: false, guide_id: 'G1' },
    })),
  },
])
