import { defineTests } from 'memberhouse'

const change = {
  ...{ account_key: 1, business_line: '*', sold_on: '2026-03-01', effective_on: '2026-03-01', order_count: 1, unit_count: 2 },
  ...{ line_count: 3, discounted_line_count: 1 },
  ...{ gross_amount: 10, returned_amount: 0, net_amount: 10, counted_net_amount: 10, discount_amount: 2, cost_amount: 4 },
  exchange_rate: 1 as number | null,
}
const returned = {
  ...{
    ...change,
    effective_on: '2026-05-31',
    line_count: 0,
    discounted_line_count: 0,
    order_count: -1,
    unit_count: -2,
    gross_amount: 0,
    returned_amount: 10,
    net_amount: -10,
  },
  ...{ counted_net_amount: -10, discount_amount: 0, cost_amount: -4 },
}
const map = [
  { account_key: 1, one_id: 100 },
  { account_key: 2, one_id: 100 },
]
const sums = (count: number, amount: number) => ({
  ...{ order_count: count, converted_order_count: count, unit_count: 2 * count, gross_amount: amount, returned_amount: 0 },
  ...{ net_amount: amount, counted_net_amount: amount, discount_amount: 0.2 * amount, cost_amount: 0.4 * amount },
})

export default defineTests('dws.member_day', [
  {
    name: 'the accounts of a person add up on their sale days, by business line',
    as_of: '2026-06-01',
    given: {
      'dwd.one_id_map': map,
      'dws.account_day': [change, { ...change, account_key: 2 }, { ...change, business_line: 'food' }, { ...change, account_key: 3 }],
    },
    expect: [
      { one_id: 100, business_line: '*', sold_on: '2026-03-01', ...sums(2, 20), line_count: 6, discounted_line_count: 2 },
      { one_id: 100, business_line: 'food', sold_on: '2026-03-01', ...sums(1, 10), line_count: 3, discounted_line_count: 1 },
    ],
  },
  {
    name: 'a return before as_of takes the order away, one on as_of does not yet; nor does a sale on as_of count',
    as_of: '2026-06-01',
    given: {
      'dwd.one_id_map': map,
      'dws.account_day': [
        change,
        returned,
        { ...change, sold_on: '2026-03-02' },
        { ...returned, sold_on: '2026-03-02', effective_on: '2026-06-01' },
        { ...change, sold_on: '2026-06-01', effective_on: '2026-06-01' },
      ],
    },
    expect: [
      {
        sold_on: '2026-03-01',
        ...sums(0, 10),
        returned_amount: 10,
        net_amount: 0,
        counted_net_amount: 0,
        discount_amount: 2,
        cost_amount: 0,
      },
      { sold_on: '2026-03-02', ...sums(1, 10) },
    ],
  },
  {
    name: 'amounts are converted at the rate of the sale day; an order without a rate counts, in no amount',
    as_of: '2026-06-01',
    given: {
      'dwd.one_id_map': map,
      'dws.account_day': [
        { ...change, exchange_rate: 0.9 },
        { ...change, exchange_rate: null },
      ],
    },
    expect: [{ sold_on: '2026-03-01', ...sums(1, 9), order_count: 2, unit_count: 4 }],
  },
])
