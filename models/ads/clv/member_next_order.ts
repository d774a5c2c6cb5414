import { between, bigint, conserves, date, defineModel, double, expression, full, text } from 'memberhouse'
import profile from '../../dws/profile/member_profile.ts'

const { usual_weekday, usual_hour } = profile.columns

export default defineModel({
  name: 'ads.member_next_order',
  grain: ['one_id', 'business_line'],
  kind: full(),
  doc:
    'When each member who bought will order next, for all business lines (`*`) and each line: by the model of orders of the month ' +
    '(dws.member_order_forecast), and not by the last order and the usual gap, which for many members has passed already. Only who is more ' +
    'likely than not to order within 180 days has a date.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    last_purchased_on: date('Day of the last purchase.'),
    order_probability_180d: double('Probability of an order in the 180 days from as_of on.'),
    next_order_on: date('By this day half of such members have ordered, of those who order within the 180 days. Never before as_of.', {
      nullable: true,
    }),
    next_order_from_on: date('By this day one of ten: with next_order_until_on an interval of 80 %.', { nullable: true }),
    next_order_until_on: date('By this day nine of ten.', { nullable: true }),
    usual_weekday,
    usual_hour,
    model: text('The model of orders that says so.'),
    validation: text('holdout, fallback_by_bic (not validated) or gate (everybody at the mean rate): dws.clv_fit.'),
  },
  audits: [
    between('order_probability_180d', 0, 1),
    expression('not in the past', 'next_order_on is null or warehouse.as_of() <= next_order_from_on'),
    expression('a date where an order is likely', '(next_order_on is not null) = (order_probability_180d >= 0.5)'),
    conserves('dws.member_order_forecast'),
  ],
})
