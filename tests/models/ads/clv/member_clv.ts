import { defineTests } from 'memberhouse'

const member = (one_id: number, more: object = {}) => ({
  ...{ one_id, business_line: '*', membership: 'member', first_purchased_on: '2026-01-01', last_purchased_on: '2026-03-01' },
  ...{ lifetime_purchase_count: 2, gross_amount: 120, net_amount: 100 },
  ...more,
})
const forecast = (one_id: number, orders: number, more: object = {}) => ({
  ...{ one_id, business_line: '*', month_on: '2026-06-01', model: 'bg_nbd', chosen_because: 'holdout', p_alive: 0.5 },
  ...{ expected_orders_30d: orders / 8, expected_orders_90d: orders / 4, expected_orders_365d: orders, discounted_orders_365d: orders / 2 },
  ...{ no_order_probability_30d: 0.9, no_order_probability_90d: 0.8, no_order_probability_180d: 0.7, expected_order_amount: 50 },
  ...more,
})
const cost = (one_id: number, sold_on: string, costed_net_amount: number, cost_amount: number | null) => ({
  ...{ one_id, business_line: '*', sold_on, costed_net_amount, cost_amount },
})
const expected = (one_id: number, orders: number, clv_365d: number | null, clv_tier: string, more: object = {}) => ({
  ...{ one_id, clv_tier, clv_365d, expected_net_365d: orders * 50, value_basis: clv_365d === null ? 'net' : 'margin', ...more },
})

export default defineTests('ads.member_clv', [
  {
    name: 'margin by the rate of the last 365 days; tiers by it, equal values in the higher one; without a purchase null, with the reason',
    as_of: '2026-06-10',
    given: {
      'dws.member_summary': [
        ...[1, 2, 3, 4, 5].map((one_id) => member(one_id)),
        member(6, { lifetime_purchase_count: 0, first_purchased_on: null, last_purchased_on: null, gross_amount: 0, net_amount: 0 }),
        member(7, { business_line: 'food' }),
        member(8, { membership: 'visitor' }),
      ],
      'dws.member_day': [cost(1, '2026-01-01', 100, 60), cost(1, '2024-01-01', 100, 0), cost(2, '2026-02-01', 0, null)],
      'dws.member_order_forecast': [forecast(1, 4), forecast(2, 4), forecast(3, 2), forecast(4, 1), forecast(5, 0)],
    },
    expect: [
      expected(1, 4, 40, 'high', { margin_amount: 140, no_forecast_because: null }),
      ...[expected(2, 4, 40, 'high'), expected(3, 2, 20, 'middle'), expected(4, 1, 10, 'low'), expected(5, 0, 0, 'low')].map((row) => ({
        ...row,
        no_forecast_because: null,
      })),
      ...[
        { one_id: 6, no_forecast_because: 'no_purchase' },
        { one_id: 7, no_forecast_because: 'no_model' },
      ].map((row) => ({ ...row, margin_amount: null, clv_365d: null, expected_net_365d: null, value_basis: null, clv_tier: null })),
    ],
  },
  {
    name: 'where no cost is known, there is no margin, and tiers go by the net amount',
    as_of: '2026-06-10',
    given: {
      'dws.member_summary': [member(1), member(2)],
      'dws.member_day': [cost(1, '2026-01-01', 0, null)],
      'dws.member_order_forecast': [forecast(1, 1), forecast(2, 4)],
    },
    expect: [expected(1, 1, null, 'low'), expected(2, 4, null, 'high')],
  },
])
