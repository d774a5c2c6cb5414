import { defineTests } from 'memberhouse'

const settings = [{ source: 'mini', time_zone: 'Asia/Shanghai' }]
const addition = {
  event_id: 'E1',
  account_key: 1,
  session_key: 9,
  source: 'mini',
  event_type: 'add_to_cart',
  product_key: 5,
  business_line: 'beauty',
  occurred_at: '2026-03-01T10:00Z',
  occurred_on: '2026-03-01',
}
const order = { account_key: 1, product_key: 5, ordered_at: '2026-03-02T09:59:59Z', is_return: false, quantity: 1 }
const abandoned = { bought_at: null, added_again_at: null, abandoned_at: '2026-03-02T10:00Z', abandoned_on: '2026-03-02' }
const bought = { added_again_at: null, abandoned_at: null, abandoned_on: null }

export default defineTests('dwd.fct_cart_item', [
  {
    name: 'what the account orders within 24 hours was bought; a second later, or by another account, it was abandoned',
    given: {
      'dwd.source_setting': settings,
      'dwd.fct_event': [addition, { ...addition, event_id: 'E2', account_key: 2 }, { ...addition, event_id: 'E3', account_key: 3 }],
      'dwd.fct_order_item': [order, { ...order, account_key: 2, ordered_at: '2026-03-02T10:00Z' }, { ...order, account_key: null }],
    },
    expect: [
      { event_id: 'E1', ...bought, bought_at: '2026-03-02T09:59:59Z' },
      { event_id: 'E2', ...abandoned },
      { event_id: 'E3', ...abandoned },
    ],
  },
  {
    name: 'an order at the same moment counts, an order before, of another product or a return does not',
    given: {
      'dwd.source_setting': settings,
      'dwd.fct_event': [1, 2, 3, 4].map((account_key) => ({ ...addition, event_id: `E${account_key}`, account_key })),
      'dwd.fct_order_item': [
        { ...order, ordered_at: addition.occurred_at },
        { ...order, account_key: 2, ordered_at: '2026-03-01T09:59:59Z' },
        { ...order, account_key: 3, product_key: 6 },
        { ...order, account_key: 4, is_return: true, quantity: -1 },
      ],
    },
    expect: [
      { event_id: 'E1', ...bought, bought_at: addition.occurred_at },
      { event_id: 'E2', ...abandoned },
      { event_id: 'E3', ...abandoned },
      { event_id: 'E4', ...abandoned },
    ],
  },
  {
    name: 'a product that is added again within 24 hours is abandoned once; two lines of one order buy it once',
    given: {
      'dwd.source_setting': settings,
      'dwd.fct_event': [
        { ...addition, event_id: 'E2', occurred_at: '2026-03-01T20:00Z', occurred_on: '2026-03-02' },
        addition,
        { ...addition, event_id: 'E0' },
        { ...addition, event_id: 'E3', account_key: 2 },
      ],
      'dwd.fct_order_item': [
        { ...order, account_key: 2 },
        { ...order, account_key: 2 },
      ],
    },
    expect: [
      { event_id: 'E0', bought_at: null, added_again_at: '2026-03-01T10:00Z', abandoned_at: null, abandoned_on: null },
      { event_id: 'E1', bought_at: null, added_again_at: '2026-03-01T20:00Z', abandoned_at: null, abandoned_on: null },
      { event_id: 'E2', bought_at: null, added_again_at: null, abandoned_at: '2026-03-02T20:00Z', abandoned_on: '2026-03-03' },
      { event_id: 'E3', ...bought, bought_at: '2026-03-02T09:59:59Z' },
    ],
  },
  {
    name: 'views, and additions without an account, a moment or a known product, are not in carts',
    given: {
      'dwd.source_setting': settings,
      'dwd.fct_event': [
        { ...addition, event_type: 'view' },
        { ...addition, event_id: 'E2', account_key: null, session_key: null },
        { ...addition, event_id: 'E3', product_key: null },
        { ...addition, event_id: 'E4', session_key: null, occurred_at: null, occurred_on: null },
      ],
    },
    expect: [],
  },
])
