import { defineTests } from 'memberhouse'

const line = { order_system: 'mall', order_id: '1', line_no: 1, source: 'app', sold_on: null, paid_amount: 10, currency: 'CNY' }
const order = { order_system: 'mall', order_id: '1', status: 'placed' }

export default defineTests('dwd.web_unsold_line', [
  {
    name: 'a line that is no sale has the reason of its order; a sold line and a line of another system do not matter',
    given: {
      'dwd.web_order_line': [
        line,
        { ...line, order_id: '2' },
        { ...line, order_id: '3', source: null, currency: null },
        { ...line, order_id: '4', sold_on: '2026-01-05' },
      ],
      'dwd.web_order': [
        order,
        { ...order, order_id: '2', status: 'cancelled' },
        { ...order, order_system: 'marketplace', order_id: '3' },
        { ...order, order_id: '4', status: 'paid' },
      ],
    },
    expect: [
      { order_id: '1', source: 'app', reason: 'its order is not paid', paid_amount: 10, currency: 'CNY' },
      { order_id: '2', source: 'app', reason: 'its order was cancelled', paid_amount: 10, currency: 'CNY' },
      { order_id: '3', source: null, reason: 'its order has not arrived', paid_amount: 10, currency: null },
    ],
  },
])
