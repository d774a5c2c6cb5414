import { defineTests } from 'memberhouse'

const sold = {
  ...{ order_key: 1, currency: 'CNY', account_key: 1, source: 'mini', sold_on: '2026-03-01', effective_on: '2026-03-01' },
  ...{ is_returned: false, line_count: 1, unit_count: 1, gross_amount: 100, returned_amount: 0, unmatched_returned_amount: 0 },
  ...{ merchandise_net_amount: 100, promotion_discount_amount: 0, coupon_discount_amount: 0, other_discount_amount: 0 },
}
const back = {
  ...{ ...sold, effective_on: '2026-03-05', is_returned: true, line_count: 0, unit_count: -1 },
  ...{ gross_amount: 0, returned_amount: 100, merchandise_net_amount: -100 },
}
const rate = { currency: 'CNY', starts_on: '-infinity', ends_before: 'infinity', rate: 1 }
const given = (changes: Record<string, unknown>[], rates = [rate]) => ({
  'dws.order_change': changes,
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
    given: given([
      ...both({
        ...{ ...sold, unit_count: 2, gross_amount: 200, merchandise_net_amount: 200 },
        ...{ promotion_discount_amount: 20, coupon_discount_amount: 5, cost_amount: 80 },
      }),
      ...both({ ...back, cost_amount: -40 }),
      ...both({ ...back, effective_on: '2026-03-09', cost_amount: 0 }),
    ]),
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
    given: given([...both(sold), ...both({ ...back, unit_count: 0 })]),
    expect: [
      ...both({ effective_on: '2026-03-01', order_count: 1, unit_count: 1, net_amount: 100, counted_net_amount: 100 }),
      ...both({ effective_on: '2026-03-05', order_count: -1, unit_count: -1, net_amount: -100, counted_net_amount: -100 }),
    ],
  },
  {
    name: 'an order of which only the postage is left does not count',
    given: given([
      ...both({ ...sold, line_count: 2, gross_amount: 25, merchandise_net_amount: 20 }),
      ...both({ ...back, returned_amount: 20, merchandise_net_amount: -20 }),
    ]),
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
    given: given([
      ...both({ ...sold, line_count: 4, unit_count: 4, gross_amount: 400, merchandise_net_amount: 400 }),
      ...both({ ...back, unit_count: -2, returned_amount: 200, merchandise_net_amount: -200 }),
      ...both({ ...back, effective_on: '2026-03-07' }),
    ]),
    expect: [
      ...both({ effective_on: '2026-03-01', order_count: 1, returned_order_count: 0, unit_count: 4 }),
      ...both({ effective_on: '2026-03-05', order_count: 0, returned_order_count: 1, unit_count: -2 }),
      ...both({ effective_on: '2026-03-07', order_count: 0, returned_order_count: 0, unit_count: -1 }),
    ],
  },
  {
    name: 'an unmatched return is a document of its own that counts as no order',
    given: given(
      both({
        ...{ ...back, order_key: 2, account_key: null, sold_on: '2026-03-05', is_returned: false, unit_count: 0 },
        ...{ returned_amount: 500, unmatched_returned_amount: 500, merchandise_net_amount: -500 },
      }),
    ),
    expect: both({
      ...{ order_key: 2, account_key: null, sold_on: '2026-03-05', effective_on: '2026-03-05', order_count: 0, returned_order_count: 0 },
      ...{ unit_count: 0, returned_amount: 500, unmatched_returned_amount: 500, net_amount: -500, counted_net_amount: 0 },
    }),
  },
  {
    name: 'an order with lines of two business lines counts in each, and once in all of them',
    given: given([
      { ...sold, business_line: 'beauty' },
      { ...sold, business_line: 'food', gross_amount: 19, merchandise_net_amount: 19 },
      { ...sold, business_line: '*', line_count: 2, unit_count: 2, gross_amount: 119, merchandise_net_amount: 119 },
      ...both(back),
    ]),
    expect: [
      { business_line: 'beauty', effective_on: '2026-03-01', order_count: 1, net_amount: 100, unit_count: 1 },
      { business_line: 'beauty', effective_on: '2026-03-05', order_count: -1, net_amount: -100, unit_count: -1 },
      { business_line: 'food', effective_on: '2026-03-01', order_count: 1, net_amount: 19, unit_count: 1 },
      { business_line: '*', effective_on: '2026-03-01', order_count: 1, net_amount: 119, unit_count: 2 },
      { business_line: '*', effective_on: '2026-03-05', order_count: 0, net_amount: -100, unit_count: -1 },
    ],
  },
  {
    name: 'an order of free lines is none, and has no units',
    given: given(both({ ...sold, line_count: 0, unit_count: 0, gross_amount: 0, merchandise_net_amount: 0 })),
    expect: both({ order_key: 1, order_count: 0, line_count: 0, unit_count: 0, net_amount: 0 }),
  },
  {
    name: 'an order is worth the rate of its sale day, also where it was refunded later or in another currency',
    given: given(
      [...both({ ...sold, currency: 'HKD' }), ...both({ ...back, returned_amount: 92, merchandise_net_amount: -92 })],
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
    given: given([...both({ ...sold, currency: 'HKD' }), ...both({ ...back, currency: 'HKD' })]),
    expect: [
      ...both({ effective_on: '2026-03-01', order_count: 1, exchange_rate: null }),
      ...both({ effective_on: '2026-03-05', order_count: -1, exchange_rate: null }),
    ],
  },
  {
    name: 'an order in two currencies, one of them without a rate, counts where it is converted',
    given: given([...both({ ...sold, currency: 'AUD' }), ...both(sold)]),
    expect: [
      ...both({ currency: 'CNY', order_count: 1, counted_net_amount: 100, exchange_rate: 1 }),
      ...both({ currency: 'AUD', order_count: 0, counted_net_amount: 100, exchange_rate: null }),
    ],
  },
  {
    name: 'goods that come back without money make a returned order, which stays one when its refund is reversed; an empty refund makes none',
    given: given([
      ...both(sold),
      ...both({ ...back, returned_amount: 0, merchandise_net_amount: 0 }),
      ...both({ ...back, effective_on: '2026-03-07', unit_count: 0, returned_amount: 50, merchandise_net_amount: -50 }),
      ...both({ ...back, effective_on: '2026-03-09', is_returned: false, unit_count: 0, returned_amount: -50, merchandise_net_amount: 50 }),
      ...both({ ...sold, order_key: 2 }),
      ...both({ ...back, order_key: 2, is_returned: false, unit_count: 0, returned_amount: 0, merchandise_net_amount: 0 }),
    ]),
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
      ...given([
        ...both(sold),
        ...['food', '*'].map((business_line) => ({
          ...{ ...sold, business_line, account_key: 2, sold_on: '2026-03-02', effective_on: '2026-03-02' },
          ...{ gross_amount: 19, merchandise_net_amount: 19 },
        })),
      ]),
      'dwd.sold_order': [{ order_key: 1, account_key: 1, store_code: 'S1', promotion_id: 'P1', sold_on: '2026-03-01' }],
    },
    expect: [
      ...both({
        ...{ sold_on: '2026-03-01', effective_on: '2026-03-01', account_key: 1, store_code: 'S1', promotion_id: 'P1' },
        ...{ order_count: 1, net_amount: 100 },
      }),
      ...['food', '*'].map((business_line) => ({
        ...{ business_line, sold_on: '2026-03-01', effective_on: '2026-03-02', account_key: 1, store_code: 'S1', promotion_id: 'P1' },
        ...{ order_count: business_line === '*' ? 0 : 1, net_amount: 19 },
      })),
    ],
  },
  {
    name: 'a refund in a currency without a rate leaves an order that is converted as it is',
    given: given([
      ...both({ ...sold, gross_amount: 200, merchandise_net_amount: 200 }),
      ...both({ ...back, currency: 'JPY', unit_count: 0, returned_amount: 300, merchandise_net_amount: -300 }),
    ]),
    expect: [
      ...both({ currency: 'CNY', effective_on: '2026-03-01', order_count: 1, counted_net_amount: 200 }),
      ...both({ currency: 'JPY', effective_on: '2026-03-05', order_count: 0, counted_net_amount: -300 }),
    ],
  },
  {
    name: 'an order of a source without returns counts with its net amount, and what came back of it is unknown',
    given: given(both({ ...sold, is_returned: null, returned_amount: null, unmatched_returned_amount: null })),
    expect: both({
      ...{ order_count: 1, unit_count: 1, net_amount: 100, counted_net_amount: 100 },
      ...{ returned_order_count: null, returned_amount: null, unmatched_returned_amount: null },
    }),
  },
])
