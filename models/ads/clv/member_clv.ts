import { accepted, between, bigint, date, defineModel, double, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.member_clv',
  grain: ['one_id', 'business_line'],
  kind: full({ heavy: true }),
  doc:
    'What each member brought, and is expected to bring in the 365 days from as_of: for all business lines (`*`) and for each line where the ' +
    'member bought. A value of 0 is a forecast; without a forecast the value is null, and no_forecast_because says why. docs/marts/clv.md.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    first_purchased_on: date('Day of the first purchase; null without one.', { nullable: true }),
    last_purchased_on: date('Day of the last purchase; null without one.', { nullable: true }),
    purchase_count: bigint('Purchases of all time.'),
    gross_amount: numeric('Historic value: sold, before returns.'),
    net_amount: numeric('Sold minus returned.'),
    margin_amount: numeric('Net minus cost, of what has a known cost; null where no cost is known.', { nullable: true }),
    no_forecast_because: text('no_purchase; no_model: nothing is fitted for the line; null with a forecast.', { nullable: true }),
    model: text('What forecast the orders (dws.clv_fit).', { nullable: true }),
    model_month_on: date('Month of its fit.', { nullable: true }),
    validation: text('holdout: it won the one of the month; fallback_by_bic, gate: not validated.', { nullable: true }),
    p_alive: double('Probability of not having dropped out. 1 - p_alive is no churn score.', { nullable: true }),
    expected_orders_30d: double('Expected purchases in the 30 days from as_of.', { nullable: true }),
    expected_orders_90d: double('In 90 days.', { nullable: true }),
    expected_orders_365d: double('In 365 days.', { nullable: true }),
    no_order_probability_30d: double('Probability of no purchase in the 30 days from as_of.', { nullable: true }),
    no_order_probability_90d: double('In 90 days.', { nullable: true }),
    no_order_probability_180d: double('In 180 days.', { nullable: true }),
    expected_order_amount: double('Expected net amount of a purchase.', { nullable: true }),
    expected_net_365d: double('expected_orders_365d times expected_order_amount, not discounted.', { nullable: true }),
    clv_365d: double(
      'Expected margin of the 365 days, each month discounted by clv_discount_rate: with the margin rate of the line in the last 365 days; ' +
        'null where no cost is known.',
      { nullable: true },
    ),
    value_basis: text('What the tier goes by: margin (clv_365d), or net (expected_net_365d) where no cost is known.', { nullable: true }),
    clv_tier: text('high: the first 20 % of the members with a forecast; middle: the next 30 %; low. Equal values are in the higher one.', {
      nullable: true,
    }),
  },
  audits: [
    accepted('clv_tier', ['high', 'middle', 'low']),
    accepted('no_forecast_because', ['no_purchase', 'no_model']),
    between('p_alive', 0, 1),
    expression('a forecast or a reason', '(model is null) = (no_forecast_because is not null)'),
    expression('a forecast has a tier', '(clv_tier is null) = (expected_net_365d is null)'),
  ],
})
