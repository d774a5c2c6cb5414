import { accepted, bigint, between, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_rfm',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'Recency, frequency and monetary value of each member in the RFM window, in all business lines (`*`) and in each line where the member bought: the 365 days before as_of, from as_of - 365 (inclusive) ' +
    'to as_of (exclusive); the length is window_days of dws.rfm_rule. A purchase is a business day with an order that ' +
    'counts: its merchandise net is above zero. Buyers are the members with a purchase in the window. Scores are given by the ' +
    'method of dws.rfm_rule, among the buyers of the business line: 5 is best, and equal values have equal scores. Members without a ' +
    'purchase in the window have no scores.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    last_purchased_on: date(
      'Business day of the last purchase in the window; null without one. R is the days from it to as_of, which the row does not hold: they ' +
        'change every night.',
      { nullable: true },
    ),
    purchase_count: bigint('F: purchases in the window.'),
    monetary_amount: numeric('M: net amount of the days in the window; returns count on the day of the sale. It can be negative.'),
    currency: text('ISO 4217 code of monetary_amount: the reporting currency.'),
    r_score: integer('1 to 5; fewer days since the last purchase are better. Null for members who are not buyers.', { nullable: true }),
    f_score: integer('1 to 5; more purchases are better. Null for members who are not buyers.', { nullable: true }),
    m_score: integer('1 to 5; a higher net amount is better. Null for members who are not buyers.', { nullable: true }),
    rfm_cell: text('R, F, M in this order: 1 if the score is high (high_score of dws.rfm_rule), else 0. Null without scores.', {
      nullable: true,
    }),
    rfm_label_zh: text('Chinese name of the cell (dwd.rfm_cell).', { nullable: true }),
    rfm_label_en: text('English name of the cell (dwd.rfm_cell).', { nullable: true }),
  },
  audits: [
    between('purchase_count', 0, null),
    between('r_score', 1, 5),
    between('f_score', 1, 5),
    between('m_score', 1, 5),
    accepted('rfm_cell', ['111', '101', '011', '001', '110', '100', '010', '000']),
    expression(
      'buyers have scores and a cell, others have none',
      'num_nulls(last_purchased_on, r_score, f_score, m_score, rfm_cell, rfm_label_zh, rfm_label_en) = ' +
        'case when purchase_count > 0 then 0 else 7 end',
    ),
  ],
})
