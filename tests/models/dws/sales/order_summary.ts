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
const given = (items: Record<string, unknown>[], parts: Record<string, unknown>[] = [], rates: Record<string, unknown>[] = [rate]) => ({
  'dwd.fct_order_item': items,
  'dwd.return_match': parts,
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
])
