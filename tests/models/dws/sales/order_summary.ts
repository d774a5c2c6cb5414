import { defineTests } from 'memberhouse'

const item = {
  order_key: 1,
  account_key: 1,
  source: 'mini',
  sold_on: '2026-03-01',
  business_line: 'beauty',
  is_return: false,
  is_stock_correction: false,
  is_merchandise: true,
  quantity: 1,
  gross_amount: 100,
  returned_amount: 0,
  currency: 'CNY',
}
const part = {
  order_key: 1,
  account_key: 1 as number | null,
  source: 'mini',
  business_line: 'beauty',
  is_merchandise: true,
  is_priced: true,
  is_matched: true,
  sold_on: '2026-03-01',
  returned_on: '2026-03-05',
  quantity: 1,
  returned_amount: 100,
  currency: 'CNY',
}
const rate = { currency: 'CNY', starts_on: '-infinity', ends_before: 'infinity', rate: 1 }
type Row = Record<string, unknown>
const unitsOf = (row: Row) =>
  Number(row['is_merchandise'] && (row['is_priced'] ?? Number(row['gross_amount']) > 0)) * Number(row['quantity'])

/** The rows of dws.order_change of some items and parts of returns. */
function changesOf(items: Row[], parts: Row[]): Row[] {
  const sold = items
    .filter((item) => !item['is_return'] && !item['is_stock_correction'])
    .map((item) => ({
      ...item,
      ...{ effective_on: item['sold_on'], unit_count: unitsOf(item), returned_amount: 0, unmatched_returned_amount: 0, is_returned: false },
      ...{
        line_count: Number(Number(item['gross_amount']) > 0),
        merchandise_net_amount: item['is_merchandise'] ? item['gross_amount'] : 0,
      },
    }))
  const back = parts.map((part) => ({
    ...part,
    ...{ effective_on: part['returned_on'], unit_count: -unitsOf(part), line_count: 0, gross_amount: 0 },
    ...{ cost_amount: part['returned_cost_amount'] === undefined ? null : -Number(part['returned_cost_amount']) },
    unmatched_returned_amount: part['is_matched'] ? 0 : part['returned_amount'],
    merchandise_net_amount: part['is_merchandise'] ? -Number(part['returned_amount']) : 0,
    is_returned: Boolean(part['is_matched'] && (Number(part['quantity']) > 0 || Number(part['returned_amount']) > 0)),
  }))
  const found = new Map<string, Row>()
  for (const row of [...sold, ...back] as Row[])
    for (const business_line of [row['business_line'], '*']) {
      const key = [row['order_key'], business_line, row['currency'], row['effective_on']].join('|')
      const before = found.get(key)
      const sum = { ...row, business_line, is_returned: Boolean(row['is_returned'] || before?.['is_returned']) } as Row
      for (const [name, value] of Object.entries(before ?? {}))
        if (/_(count|amount)$/.test(name) && typeof value === 'number') sum[name] = value + Number(row[name] ?? 0)
      found.set(key, sum)
    }
  const columns = [
    ...[
      'order_key',
      'business_line',
      'currency',
      'effective_on',
      'account_key',
      'source',
      'sold_on',
      'is_returned',
      'line_count',
      'unit_count',
    ],
    ...['gross_amount', 'returned_amount', 'unmatched_returned_amount', 'merchandise_net_amount', 'promotion_discount_amount'],
    ...['coupon_discount_amount', 'other_discount_amount', 'cost_amount'],
  ]
  return [...found.values()].map((row) =>
    Object.fromEntries(columns.map((name) => [name, row[name] ?? (name.includes('discount') ? 0 : null)])),
  )
}

const given = (items: Row[], parts: Row[] = [], rates: Row[] = [rate]) => ({
  'dws.order_change': changesOf(items, parts),
  'dwd.exchange_rate_span': rates,
})
/** The same row for its business line and for all of them. */
const both = (row: Record<string, unknown>) => [
  { business_line: 'beauty', ...row },
  { business_line: '*', ...row },
]

export default defineTests('dws.order_summary', [
  {
    name: 'an order has a row on its sale day and one on each day that something came back; it counts until nothing of its goods is left',
    given: given(
      [{ ...item, quantity: 2, gross_amount: 200, promotion_discount_amount: 20, coupon_discount_amount: 5, cost_amount: 80 }],
      [
        { ...part, returned_cost_amount: 40 },
        { ...part, returned_on: '2026-03-09', returned_cost_amount: 0 },
      ],
    ),
    expect: [
      ...both({
        ...{ sold_on: '2026-03-01', effective_on: '2026-03-01', order_count: 1, returned_order_count: 0, line_count: 1, unit_count: 2 },
        ...{
          gross_amount: 200,
          returned_amount: 0,
          net_amount: 200,
          counted_net_amount: 200,
          promotion_discount_amount: 20,
          coupon_discount_amount: 5,
          cost_amount: 80,
        },
      }),
      ...both({
        ...{ sold_on: '2026-03-01', effective_on: '2026-03-05', order_count: 0, returned_order_count: 1, line_count: 0, unit_count: -1 },
        ...{ gross_amount: 0, returned_amount: 100, net_amount: -100, counted_net_amount: -100 },
        ...{ promotion_discount_amount: 0, coupon_discount_amount: 0, cost_amount: -40 },
      }),
      ...both({
        ...{ sold_on: '2026-03-01', effective_on: '2026-03-09', order_count: -1, returned_order_count: 0, line_count: 0, unit_count: -1 },
        ...{ gross_amount: 0, returned_amount: 100, net_amount: -100, counted_net_amount: -100 },
        ...{ promotion_discount_amount: 0, coupon_discount_amount: 0, cost_amount: 0 },
      }),
    ],
  },
  {
    name: 'an order whose money was refunded without goods does not count, and its units are not kept',
    given: given([{ ...item, order_item_key: 1 }], [{ ...part, quantity: 0 }]),
    expect: [
      ...both({ effective_on: '2026-03-01', order_count: 1, unit_count: 1, net_amount: 100, counted_net_amount: 100 }),
      ...both({ effective_on: '2026-03-05', order_count: -1, unit_count: -1, net_amount: -100, counted_net_amount: -100 }),
    ],
  },
  {
    name: 'an order of which only the postage is left does not count',
    given: given(
      [
        { ...item, gross_amount: 20 },
        { ...item, gross_amount: 5, is_merchandise: false },
      ],
      [{ ...part, returned_amount: 20 }],
    ),
    expect: [
      ...both({
        effective_on: '2026-03-01',
        order_count: 1,
        unit_count: 1,
        net_amount: 25,
        merchandise_net_amount: 20,
        counted_net_amount: 25,
      }),
      ...both({
        effective_on: '2026-03-05',
        order_count: -1,
        unit_count: -1,
        net_amount: -20,
        merchandise_net_amount: -20,
        counted_net_amount: -25,
      }),
    ],
  },
  {
    name: 'a web order of which three lines are refunded on two days is one returned order; kept units are those not returned',
    given: given(
      [1, 2, 3, 4].map(() => item),
      [part, part, { ...part, returned_on: '2026-03-07' }],
    ),
    expect: [
      ...both({ effective_on: '2026-03-01', order_count: 1, returned_order_count: 0, unit_count: 4 }),
      ...both({ effective_on: '2026-03-05', order_count: 0, returned_order_count: 1, unit_count: -2 }),
      ...both({ effective_on: '2026-03-07', order_count: 0, returned_order_count: 0, unit_count: -1 }),
    ],
  },
  {
    name: 'an unmatched return is a document of its own that counts as no order',
    given: given(
      [{ ...item, order_key: 2, is_return: true, quantity: -1, gross_amount: 0, returned_amount: 500 }],
      [{ ...part, order_key: 2, account_key: null, is_matched: false, is_priced: false, sold_on: '2026-03-05', returned_amount: 500 }],
    ),
    expect: both({
      ...{ order_key: 2, account_key: null, sold_on: '2026-03-05', effective_on: '2026-03-05', order_count: 0, returned_order_count: 0 },
      ...{ unit_count: 0, returned_amount: 500, unmatched_returned_amount: 500, net_amount: -500, counted_net_amount: 0 },
    }),
  },
  {
    name: 'an order with lines of two business lines counts in each, and once in all of them',
    given: given([item, { ...item, business_line: 'food', gross_amount: 19 }], [part]),
    expect: [
      { business_line: 'beauty', effective_on: '2026-03-01', order_count: 1, net_amount: 100, unit_count: 1 },
      { business_line: 'beauty', effective_on: '2026-03-05', order_count: -1, net_amount: -100, unit_count: -1 },
      { business_line: 'food', effective_on: '2026-03-01', order_count: 1, net_amount: 19, unit_count: 1 },
      { business_line: '*', effective_on: '2026-03-01', order_count: 1, net_amount: 119, unit_count: 2 },
      { business_line: '*', effective_on: '2026-03-05', order_count: 0, net_amount: -100, unit_count: -1 },
    ],
  },
  {
    name: 'free lines and stock corrections are no order and no units',
    given: given([
      { ...item, gross_amount: 0 },
      { ...item, order_key: 2, quantity: -5, gross_amount: 0, is_stock_correction: true },
    ]),
    expect: both({ order_key: 1, order_count: 0, line_count: 0, unit_count: 0, net_amount: 0 }),
  },
  {
    name: 'an order is worth the rate of its sale day, also where it was refunded later or in another currency',
    given: given(
      [{ ...item, currency: 'HKD' }],
      [{ ...part, returned_amount: 92 }],
      [
        { ...rate, starts_on: '-infinity' },
        { currency: 'HKD', starts_on: '2026-02-01', ends_before: '2026-03-02', rate: 0.92 },
        { currency: 'HKD', starts_on: '2026-03-02', ends_before: 'infinity', rate: 0.5 },
      ],
    ),
    expect: [
      ...both({ currency: 'HKD', effective_on: '2026-03-01', order_count: 1, net_amount: 100, exchange_rate: 0.92 }),
      ...both({ currency: 'CNY', effective_on: '2026-03-05', order_count: -1, net_amount: -92, exchange_rate: 1 }),
    ],
  },
  {
    name: 'an order without a rate counts, in its own currency',
    given: given([{ ...item, currency: 'HKD' }], [{ ...part, currency: 'HKD' }]),
    expect: [
      ...both({ effective_on: '2026-03-01', order_count: 1, exchange_rate: null }),
      ...both({ effective_on: '2026-03-05', order_count: -1, exchange_rate: null }),
    ],
  },
  {
    name: 'an order in two currencies, one of them without a rate, counts where it is converted',
    given: given([{ ...item, currency: 'AUD' }, item]),
    expect: [
      ...both({ currency: 'CNY', order_count: 1, counted_net_amount: 100, exchange_rate: 1 }),
      ...both({ currency: 'AUD', order_count: 0, counted_net_amount: 100, exchange_rate: null }),
    ],
  },
  {
    name: 'goods that come back without money make a returned order, which stays one when its refund is reversed; an empty refund makes none',
    given: given(
      [item, { ...item, order_key: 2 }],
      [
        { ...part, returned_amount: 0 },
        { ...part, returned_on: '2026-03-07', quantity: 0, returned_amount: 50 },
        { ...part, returned_on: '2026-03-09', quantity: 0, returned_amount: -50 },
        { ...part, order_key: 2, quantity: 0, returned_amount: 0 },
      ],
    ),
    expect: [
      ...both({ order_key: 1, effective_on: '2026-03-01', returned_order_count: 0, unit_count: 1 }),
      ...both({ order_key: 1, effective_on: '2026-03-05', returned_order_count: 1, unit_count: -1 }),
      ...both({ order_key: 1, effective_on: '2026-03-07', returned_order_count: 0, unit_count: 0 }),
      ...both({ order_key: 1, effective_on: '2026-03-09', returned_order_count: 0, unit_count: 0 }),
      ...both({ order_key: 2, effective_on: '2026-03-01', returned_order_count: 0, unit_count: 1 }),
      ...both({ order_key: 2, effective_on: '2026-03-05', returned_order_count: 0, unit_count: 0 }),
    ],
  },
  {
    name: 'a document with lines of two customers, stores and days counts for the order that its lines make',
    given: {
      ...given([item, { ...item, account_key: 2, business_line: 'food', sold_on: '2026-03-02', gross_amount: 19 }]),
      'dwd.sold_order': [{ order_key: 1, account_key: 1, store_code: 'S1', sold_on: '2026-03-01' }],
    },
    expect: [
      ...both({ sold_on: '2026-03-01', effective_on: '2026-03-01', account_key: 1, store_code: 'S1', order_count: 1, net_amount: 100 }),
      ...['food', '*'].map((business_line) => ({
        ...{ business_line, sold_on: '2026-03-01', effective_on: '2026-03-02', account_key: 1, store_code: 'S1' },
        ...{ order_count: business_line === '*' ? 0 : 1, net_amount: 19 },
      })),
    ],
  },
  {
    name: 'a refund in a currency without a rate leaves an order that is converted as it is',
    given: given([{ ...item, gross_amount: 200 }], [{ ...part, quantity: 0, returned_amount: 300, currency: 'JPY' }]),
    expect: [
      ...both({ currency: 'CNY', effective_on: '2026-03-01', order_count: 1, counted_net_amount: 200 }),
      ...both({ currency: 'JPY', effective_on: '2026-03-05', order_count: 0, counted_net_amount: -300 }),
    ],
  },
])
