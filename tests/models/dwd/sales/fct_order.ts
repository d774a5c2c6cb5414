import { defineTests } from 'memberhouse'

const settings = ['mini', 'pos'].map((source) => ({ source, time_zone: 'Asia/Shanghai' }))
const line = {
  ...{ order_key: 9, order_system: 'pos', order_id: 'S1-1', source: 'pos', account_key: 5, store_code: 'S1' },
  ...{ ordered_at: '2026-06-30T16:30Z', sold_at: '2026-06-30T16:30Z', sold_on: '2026-07-01', business_line: 'food' },
  ...{ promotion_id: 'PR1', gross_amount: 10, currency: 'CNY', is_return: false, is_stock_correction: false },
}

// warehouse.key('mall', '2')
const orderKey = '-7417115364464920797'

export default defineTests('dwd.fct_order', [
  {
    name: 'a receipt is an order, completed when it was paid; its lines give the business line, the promotion and the amount, if they agree',
    given: {
      'dwd.source_setting': settings,
      'dwd.fct_order_item': [
        line,
        { ...line, business_line: 'beauty', promotion_id: 'PR2' },
        { ...line, order_key: 10, order_id: 'S1-2' },
        { ...line, order_key: 11, order_id: 'S1-3', is_return: true },
        { ...line, order_key: 12, order_id: 'S1-4', account_key: 6, currency: 'HKD' },
        { ...line, order_key: 12, order_id: 'S1-4' },
      ],
    },
    expect: [
      {
        ...{ order_key: 9, order_id: 'S1-1', status: 'completed', business_line: '*', promotion_id: null, line_count: 2, gross_amount: 20 },
        ...{ ordered_on: '2026-07-01', sold_on: '2026-07-01', completed_at: '2026-06-30T16:30Z', account_key: 5, shipped_at: null },
        has_other_account: false,
      },
      {
        ...{ order_key: 10, order_id: 'S1-2', status: 'completed', business_line: 'food', promotion_id: 'PR1', line_count: 1 },
        ...{ gross_amount: 10, ordered_on: '2026-07-01', sold_on: '2026-07-01', completed_at: '2026-06-30T16:30Z', account_key: 5 },
        shipped_at: null,
        has_other_account: false,
      },
      {
        ...{ order_key: 12, order_id: 'S1-4', status: 'completed', business_line: 'food', promotion_id: 'PR1', line_count: 2 },
        ...{ gross_amount: null, ordered_on: '2026-07-01', sold_on: '2026-07-01', completed_at: '2026-06-30T16:30Z', account_key: 5 },
        ...{ shipped_at: null, has_other_account: true },
      },
    ],
  },
  {
    name: 'a web order has the moments of its statuses and its first parcel; one that was never paid has no sale day and no lines',
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
        ...{ shipped_at: '2026-07-01T02:00Z', completed_at: '2026-07-09T16:30Z', cancelled_at: null, sold_on: null, line_count: 0 },
        ...{ gross_amount: 0, currency: 'CNY' },
      },
    ],
  },
])
