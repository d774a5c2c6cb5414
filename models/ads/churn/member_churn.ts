import { accepted, between, bigint, conserves, defineModel, double, expression, full, numeric, text } from 'memberhouse'
import score from '../../dws/churn_model/member_churn_score.ts'

const { unpredicted_reason, strongest_reason, reasons_zh, reasons_en } = score.columns

export default defineModel({
  name: 'ads.member_churn',
  grain: ['one_id', 'business_line'],
  kind: full(),
  doc:
    'How likely each member who bought, and has not left, orders nothing: for all business lines (`*`), and for each line where the member bought. Two ' +
    'models are asked: one of features (dws.churn_fit), one of orders alone (dws.clv_fit); within 90 days the one speaks that did better on ' +
    'members and days that it had not seen. A reason is associated with churn among all members; it is not its cause.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    no_order_probability_30d: double('Probability of no order in the 30 days from as_of on, by the model of orders.', { nullable: true }),
    no_order_probability_90d: double('In 90 days, by the better one of the two models.', { nullable: true }),
    no_order_probability_180d: double('In 180 days, by the model of orders.', { nullable: true }),
    predicted_by: text('What no_order_probability_90d is by: features, or the model of orders (ads.member_clv).', { nullable: true }),
    feature_probability_90d: double('In 90 days, by the model of features; null while there is none.', { nullable: true }),
    order_probability_90d: double('In 90 days, by the model of orders.', { nullable: true }),
    value_at_risk_amount: numeric(
      'no_order_probability_90d × what the member is expected to bring in 365 days if still a customer: clv_365d / p_alive of ads.member_clv, or ' +
        'the net amount where no costs are known.',
      { nullable: true },
    ),
    value_basis: text('margin or net: what value_at_risk_amount is.', { nullable: true }),
    unpredicted_reason,
    strongest_reason,
    reasons_zh,
    reasons_en,
  },
  audits: [
    between('no_order_probability_90d', 0, 1),
    between('value_at_risk_amount', 0, null),
    accepted('value_basis', ['margin', 'net']),
    expression('a probability names its model', 'no_order_probability_90d is null or predicted_by is not null'),
    expression('a longer time makes an order more likely', 'no_order_probability_180d <= no_order_probability_30d is not false'),
    conserves('dws.member_churn_score', 'count(one_id)'),
  ],
})
