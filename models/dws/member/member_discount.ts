import { between, bigint, boolean, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_discount',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'How much each member buys at a discount, compared with everybody on the same days: members with a line sold in the window before as_of ' +
    '(parameter discount_window_days). A festival on which all prices are reduced makes nobody price-sensitive.',
  columns: {
    one_id: bigint('The member (dwd.one_id_map).'),
    business_line: text('Business line; `*` for all of them.'),
    line_count: bigint('Lines bought at a price in the window, before returns.'),
    discounted_line_count: bigint('Those of them with a discount: of a promotion, a coupon or another.'),
    discounted_rate: numeric('discounted_line_count / line_count, rounded to 4 decimals.'),
    usual_discounted_rate: numeric(
      'The same share of all sales of the business line, anonymous ones included, on the days on which the member bought; each day weighs ' +
        'as many lines as the member bought on it. Rounded to 4 decimals.',
    ),
    is_price_sensitive: boolean(
      'At least price_sensitive_line_count lines, and discounted_rate exceeds usual_discounted_rate by price_sensitive_excess_rate or more, ' +
        'compared before rounding. Null while no line of anybody has a discount.',
      { nullable: true },
    ),
    rules_version: text('Changes with each of these parameters (dwd.parameter_span).'),
  },
  audits: [
    expression('discounted lines are lines', 'discounted_line_count between 0 and line_count and line_count > 0'),
    between('usual_discounted_rate', 0, 1),
  ],
})
