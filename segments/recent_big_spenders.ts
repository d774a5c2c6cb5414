import { bigint, date, defineSegment, expression, numeric, text } from 'memberhouse'

export default defineSegment({
  name: 'recent_big_spenders',
  doc:
    'Members who bought in the last 30 days and spent 2,000 or more, net of returns, in the 365 days before as_of (exclusive). The ' +
    'bounds are big_spender_recency_days, big_spender_net_amount and rfm_window_days in seeds/parameter.csv.',
  columns: {
    one_id: bigint('The member.'),
    last_purchased_on: date('Business day of the last purchase.'),
    purchase_count: bigint('Purchases in the RFM window.'),
    monetary_amount: numeric('Net amount in the RFM window: sold minus returned, by day of sale.'),
    currency: text('ISO 4217 code of monetary_amount: the reporting currency.'),
  },
  audits: [
    expression('a buyer with a positive amount', 'purchase_count > 0 and monetary_amount > 0'),
    expression('a member', 'one_id in (select member_summary.one_id from dws.member_summary)'),
  ],
})
