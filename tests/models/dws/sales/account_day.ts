import { defineTests } from 'memberhouse'

const change = {
  account_key: 1 as number | null,
  business_line: '*',
  currency: 'CNY',
  sold_on: '2026-03-01',
  effective_on: '2026-03-01',
  order_count: 1,
  line_count: 1,
  discounted_line_count: 1,
  unit_count: 2,
  gross_amount: 100,
  returned_amount: 0,
  unmatched_returned_amount: 0,
  net_amount: 100,
  counted_net_amount: 100,
  promotion_discount_amount: 20,
  coupon_discount_amount: 5,
  other_discount_amount: 1,
  cost_amount: 40 as number | null,
  exchange_rate: 1,
}
const returned = {
  ...{
    effective_on: '2026-03-05',
    line_count: 0,
    discounted_line_count: 0,
    order_count: -1,
    unit_count: -2,
    gross_amount: 0,
    returned_amount: 100,
    net_amount: -100,
  },
  ...{ counted_net_amount: -100, promotion_discount_amount: 0, coupon_discount_amount: 0, other_discount_amount: 0, cost_amount: -40 },
}

const { promotion_discount_amount, coupon_discount_amount, other_discount_amount, ...others } = change
const summed = { ...others, discount_amount: promotion_discount_amount + coupon_discount_amount + other_discount_amount }

export default defineTests('dws.account_day', [
  {
    name: 'the changes of a sale day add up by the day that they happened, business line and currency',
    given: {
      'dws.order_summary': [
        change,
        { ...change, gross_amount: 10, net_amount: 10, counted_net_amount: 10, cost_amount: null },
        { ...change, ...returned },
        { ...change, business_line: 'beauty' },
        { ...change, currency: 'HKD', exchange_rate: 0.92 },
      ],
    },
    expect: [
      {
        ...summed,
        line_count: 2,
        discounted_line_count: 2,
        order_count: 2,
        unit_count: 4,
        gross_amount: 110,
        net_amount: 110,
        counted_net_amount: 110,
        discount_amount: 52,
      },
      {
        ...{
          ...summed,
          effective_on: '2026-03-05',
          line_count: 0,
          discounted_line_count: 0,
          order_count: -1,
          unit_count: -2,
          gross_amount: 0,
          returned_amount: 100,
        },
        ...{ net_amount: -100, counted_net_amount: -100, discount_amount: 0, cost_amount: -40 },
      },
      { ...summed, business_line: 'beauty' },
      { ...summed, currency: 'HKD', exchange_rate: 0.92 },
    ],
  },
  {
    name: 'a sale to an anonymous customer has no account',
    given: { 'dws.order_summary': [{ ...change, account_key: null }] },
    expect: [],
  },
])
