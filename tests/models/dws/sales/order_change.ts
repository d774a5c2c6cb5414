import { defineTests } from 'memberhouse'

const item = {
  ...{ order_key: 1, account_key: 1, source: 'mini', sold_on: '2026-03-01', business_line: 'beauty', currency: 'CNY' },
  ...{
    is_return: false,
    is_stock_correction: false,
    is_merchandise: true,
    quantity: 2,
    unit_price: 63,
    gross_amount: 100,
    returned_amount: 0,
  },
  ...{ promotion_discount_amount: 20, coupon_discount_amount: 5, other_discount_amount: 1, cost_amount: 40 },
}
const part = {
  ...{ order_key: 1, account_key: 1, source: 'mini', sold_on: '2026-03-01', returned_on: '2026-03-05', business_line: 'beauty' },
  ...{
    currency: 'CNY',
    is_matched: true,
    is_merchandise: true,
    is_priced: true,
    quantity: 1,
    returned_amount: 50,
    returned_cost_amount: 20,
  },
}
const sold = {
  ...{ order_key: 1, currency: 'CNY', effective_on: '2026-03-01', sold_on: '2026-03-01', is_returned: false, line_count: 1, unit_count: 2 },
  ...{ gross_amount: 100, returned_amount: 0, merchandise_net_amount: 100, promotion_discount_amount: 20, cost_amount: 40 },
}
const back = {
  ...{ ...sold, effective_on: '2026-03-05', is_returned: true, line_count: 0, unit_count: -1, gross_amount: 0, returned_amount: 50 },
  ...{ merchandise_net_amount: -50, promotion_discount_amount: 0, cost_amount: -20 },
}

export default defineTests('dws.order_change', [
  {
    name: 'a sale and its return are two changes, by business line and for all of them; postage is no merchandise and no unit',
    given: {
      'dwd.fct_order_item': [
        item,
        { ...item, business_line: 'other', is_merchandise: false, quantity: 1, unit_price: 5, gross_amount: 5 },
        { ...item, order_key: 2, is_return: true, quantity: -1, gross_amount: 0, returned_amount: 50 },
        { ...item, order_key: 3, is_stock_correction: true, quantity: -2, gross_amount: 0 },
      ],
      'dwd.return_match': [part],
    },
    expect: [
      { ...sold, business_line: 'beauty', discounted_line_count: 1 },
      { ...sold, discounted_line_count: 0, business_line: 'other', unit_count: 0, gross_amount: 5, merchandise_net_amount: 0 },
      {
        ...sold,
        business_line: '*',
        line_count: 2,
        discounted_line_count: 1,
        gross_amount: 105,
        promotion_discount_amount: 40,
        cost_amount: 80,
      },
      { ...back, business_line: 'beauty', discounted_line_count: 0 },
      { ...back, business_line: '*', discounted_line_count: 0 },
    ],
  },
  {
    name: 'an unmatched return, and goods or money of a sale that came back, differ; an empty refund is nothing',
    given: {
      'dwd.return_match': [
        { ...part, order_key: 2, is_matched: false, is_priced: false },
        { ...part, order_key: 4, quantity: 0 },
        { ...part, order_key: 5, returned_amount: 0 },
        { ...part, order_key: 6, quantity: 0, returned_amount: 0 },
      ],
    },
    expect: [2, 4, 5, 6].flatMap((order_key) =>
      ['beauty', '*'].map((business_line) => ({
        ...{ order_key, business_line, is_returned: order_key === 4 || order_key === 5, unit_count: order_key === 5 ? -1 : 0 },
        unmatched_returned_amount: order_key === 2 ? 50 : 0,
      })),
    ),
  },
  {
    name: 'what came back is unknown in a source without any return, and nothing in one with a return of another order',
    given: { 'dwd.fct_order_item': [item, { ...item, order_key: 3, source: 'app' }], 'dwd.return_match': [{ ...part, order_key: 2 }] },
    expect: [
      ...['beauty', '*'].map((business_line) => ({ ...sold, business_line, unmatched_returned_amount: 0 })),
      ...['beauty', '*'].map((business_line) => ({ ...back, order_key: 2, business_line, unmatched_returned_amount: 0 })),
      ...['beauty', '*'].map((business_line) => ({
        ...{ ...sold, order_key: 3, business_line, is_returned: null, returned_amount: null, unmatched_returned_amount: null },
      })),
    ],
  },
  {
    name: 'lines of two customers and days of one document are one change a day',
    given: { 'dwd.fct_order_item': [item, { ...item, account_key: 2, store_code: 'S2' }, { ...item, sold_on: '2026-03-02' }] },
    expect: [
      { business_line: 'beauty', effective_on: '2026-03-01', account_key: 1, store_code: 'S2', line_count: 2 },
      { business_line: '*', effective_on: '2026-03-01', account_key: 1, store_code: 'S2', line_count: 2 },
      { business_line: 'beauty', effective_on: '2026-03-02', account_key: 1, store_code: null, line_count: 1 },
      { business_line: '*', effective_on: '2026-03-02', account_key: 1, store_code: null, line_count: 1 },
    ],
  },
  {
    name: 'the cost is that of the lines with a known cost, and costed_net_amount is their net',
    given: {
      'dwd.fct_order_item': [item, { ...item, gross_amount: 70, cost_amount: null }, { ...item, order_key: 2, cost_amount: null }],
      'dwd.return_match': [part, { ...part, returned_amount: 7, returned_cost_amount: null }],
    },
    expect: ['beauty', '*'].flatMap((business_line) => [
      { order_key: 1, business_line, effective_on: '2026-03-01', gross_amount: 170, cost_amount: 40, costed_net_amount: 100 },
      { order_key: 1, business_line, effective_on: '2026-03-05', gross_amount: 0, cost_amount: -20, costed_net_amount: -50 },
      { order_key: 2, business_line, effective_on: '2026-03-01', gross_amount: 100, cost_amount: null, costed_net_amount: 0 },
    ]),
  },
])
