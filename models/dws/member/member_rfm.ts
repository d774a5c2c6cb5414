import { accepted, bigint, between, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_rfm',
  grain: ['one_id'],
  kind: full(),
  doc:
    'Recency, frequency and money of each member over the window of 365 days before as_of (rfm_window_days in dwd.parameter_span): from as_of - ' +
    '365, included, to as_of, excluded. Buyers are the members with a purchase in it: a business day with an order that was not given back ' +
    'whole. A score is 1 + floor(5 × share of buyers strictly worse), of those who pay in the same currency: 5 is best, and equal values ' +
    'score the same. Members without a purchase in the window have no scores.',
  columns: {
    one_id: bigint('The member.'),
    recency_days: integer(
      'R: days from the last purchase to as_of; 1 is the last day that counts. Null without a purchase in the window.',
      {
        nullable: true,
      },
    ),
    purchase_count: bigint('F: purchase days in the window.'),
    monetary_amount: numeric('M: net of the days in the window, returns taken from the day of the sale; can be negative.'),
    currency: text('ISO 4217 code of monetary_amount.'),
    r_score: integer('1 to 5; fewer days since the last purchase are better. Null for those who are no buyers.', { nullable: true }),
    f_score: integer('1 to 5; more purchase days are better. Null for those who are no buyers.', { nullable: true }),
    m_score: integer('1 to 5; more net spend is better. Null for those who are no buyers.', { nullable: true }),
    rfm_cell: text('R, F, M in this order: 1 where the score is above the mean score of all buyers, else 0. Null as the scores.', {
      nullable: true,
    }),
    rfm_label_zh: text('Chinese name of the cell (dwd.rfm_cell).', { nullable: true }),
    rfm_label_en: text('English name of the cell (dwd.rfm_cell).', { nullable: true }),
  },
  audits: [
    between('recency_days', 1, null),
    between('purchase_count', 0, null),
    between('r_score', 1, 5),
    between('f_score', 1, 5),
    between('m_score', 1, 5),
    accepted('rfm_cell', ['111', '101', '011', '001', '110', '100', '010', '000']),
    expression(
      'buyers are scored and named, others are not',
      'num_nulls(recency_days, r_score, f_score, m_score, rfm_cell, rfm_label_zh, rfm_label_en) = ' +
        'case when purchase_count > 0 then 0 else 7 end',
    ),
  ],
})
