import { defineTests } from 'memberhouse'

const settings = [{ source: 'mini', time_zone: 'Asia/Shanghai' }]
const addition = {
  event_id: 'E1',
  account_key: 1,
  session_key: 9,
  channel: 'mini',
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

// Acts without a pattern, many at the same moment, and what the definition says of each addition.
const inHour = (n: number) => new Date(Date.UTC(2026, 2, 1, n)).toISOString()
const additions = Array.from({ length: 60 }, (_, n) => ({
  ...addition,
  event_id: `N${String(n).padStart(2, '0')}`,
  account_key: n % 2,
  product_key: n % 3,
  occurred_at: inHour(5 * ((n * n * 7) % 47)),
}))
const orders = Array.from({ length: 40 }, (_, n) => ({
  ...order,
  account_key: n % 2,
  product_key: n % 3,
  ordered_at: inHour(5 * ((n * n * 3 + n) % 53)),
}))
type Act = { account_key: number; product_key: number }
const outcomes = additions.map(({ event_id, occurred_at, ...act }) => {
  const isSame = (other: Act) => other.account_key === act.account_key && other.product_key === act.product_key
  const end = new Date(Date.parse(occurred_at) + 86_400_000).toISOString()
  const bought_at = orders
    .filter((other) => isSame(other) && other.ordered_at >= occurred_at && other.ordered_at < end)
    .map(({ ordered_at }) => ordered_at)
    .sort()[0]
  const added_again_at = additions
    .filter((other) => isSame(other) && other.occurred_at + other.event_id > occurred_at + event_id && other.occurred_at < end)
    .map((other) => other.occurred_at)
    .sort()[0]
  const isBought = bought_at !== undefined && (added_again_at === undefined || bought_at < added_again_at)
  return {
    event_id,
    bought_at: isBought ? bought_at : null,
    added_again_at: isBought ? null : (added_again_at ?? null),
    abandoned_at: isBought || added_again_at !== undefined ? null : end,
  }
})

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
    name: 'of many additions and orders, each addition ends with the next act of the account with the product',
    given: { 'dwd.source_setting': settings, 'dwd.fct_event': additions, 'dwd.fct_order_item': orders },
    expect: outcomes,
  },
  {
    name: 'views, and additions without an account, a moment or a known product, are not in carts',
    given: {
      'dwd.source_setting': settings,
      'dwd.fct_event': [
        { ...addition, event_type: 'view' },
        { ...addition, event_id: 'E9', account_key: null, channel: 'web', source: 'crm' },
        { ...addition, event_id: 'E2', account_key: null, session_key: null },
        { ...addition, event_id: 'E3', product_key: null },
        { ...addition, event_id: 'E4', session_key: null, occurred_at: null, occurred_on: null },
      ],
    },
    expect: [],
  },
])
