import { defineTests } from 'memberhouse'

const line = {
  ...{ order_key: 9, order_system: 'pos', order_id: 'S1-1', source: 'pos', account_key: 5 as number | null, store_code: 'S1' },
  ...{ ordered_at: '2026-06-30T16:30Z', sold_at: '2026-06-30T16:30Z', sold_on: '2026-07-01', business_line: 'food' },
  ...{ promotion_id: 'PR1', coupon_id: null, gross_amount: 10, currency: 'CNY', is_return: false, is_stock_correction: false },
}
const { is_return, is_stock_correction, ...order } = { ...line, line_count: 1, has_other_account: false }

export default defineTests('dwd.sold_order', [
  {
    name: 'the lines of an order give its business line, promotion and amount, if they agree; returns and stock corrections are no orders',
    given: {
      'dwd.fct_order_item': [
        line,
        { ...line, business_line: 'beauty', promotion_id: 'PR2' },
        { ...line, order_key: 10, order_id: 'S1-2' },
        { ...line, order_key: 11, order_id: 'S1-3', is_return: !is_return },
        { ...line, order_key: 12, order_id: 'S1-4', is_stock_correction: !is_stock_correction },
      ],
    },
    expect: [
      { ...order, business_line: '*', promotion_id: null, line_count: 2, gross_amount: 20 },
      { ...order, order_key: 10, order_id: 'S1-2' },
    ],
  },
  {
    name: 'an order whose lines name several accounts, stores, days or currencies counts for the first, without an amount',
    given: {
      'dwd.fct_order_item': [
        { ...line, account_key: 6, store_code: 'S2', sold_on: '2026-07-02', currency: 'HKD' },
        line,
        { ...line, account_key: null },
      ],
    },
    expect: [{ ...order, has_other_account: true, line_count: 3, gross_amount: null }],
  },
])
