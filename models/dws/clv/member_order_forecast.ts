import { between, bigint, computed, date, defineModel, double, expression, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_order_forecast',
  grain: ['one_id', 'business_line'],
  kind: computed('statistics/clv/member_order_forecast.ts', { heavy: true }),
  doc:
    'What the champion of the month (dws.clv_fit) expects of each member who bought, after as_of. The fit is that of the month, and what is ' +
    'known of the member that of as_of.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('Month of the fit.'),
    model: text('The champion of the month.'),
    chosen_because: text('Why it is (dws.clv_fit).'),
    amount_model: text('gamma_gamma, or mean_amount where that could not be used.'),
    p_alive: double('Probability of not having dropped out. Not a churn score: of one purchase it may always be 1.', { nullable: true }),
    expected_orders_30d: double('Expected purchases in the 30 days from as_of.'),
    expected_orders_90d: double('In 90 days.'),
    expected_orders_365d: double('In 365 days.'),
    discounted_orders_365d: double('Those of 365 days, each month discounted by clv_discount_rate.'),
    no_order_probability_30d: double('Probability of no purchase in the 30 days from as_of.'),
    no_order_probability_90d: double('In 90 days.'),
    no_order_probability_180d: double('In 180 days.'),
    next_order_days: integer(
      'Days from as_of in which half of such members have ordered, of those who order within 180 days: 1 is as_of itself. Null where an order ' +
        'within 180 days is less likely than not.',
      { nullable: true },
    ),
    next_order_least_days: integer('One of ten has ordered in so many days.', { nullable: true }),
    next_order_most_days: integer('Nine of ten have.', { nullable: true }),
    expected_order_amount: double('Expected net amount of a purchase; null before any repeat purchase of anybody.', { nullable: true }),
  },
  audits: [
    between('p_alive', 0, 1),
    between('no_order_probability_30d', 0, 1),
    between('no_order_probability_180d', 0, 1),
    between('expected_order_amount', 0, null),
    expression(
      'a longer horizon expects more',
      'expected_orders_30d <= expected_orders_90d + 1e-9 and expected_orders_90d <= expected_orders_365d + 1e-9',
    ),
    expression(
      'days to come, in order',
      'next_order_days is null or 1 <= next_order_least_days and next_order_least_days <= next_order_days ' +
        'and next_order_days <= next_order_most_days and next_order_most_days <= 180',
    ),
    expression('discounted is less', 'discounted_orders_365d <= expected_orders_365d + 1e-9'),
  ],
})
