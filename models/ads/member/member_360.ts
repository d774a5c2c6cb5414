import { bigint, between, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.member_360',
  grain: ['one_id'],
  kind: full(),
  doc:
    'One row for each member who registered before as_of (exclusive): who they are, what they bought in all time and in all business ' +
    'lines, and their RFM in the last 365 days. A purchase is a business day with an order that counts: its merchandise net is above ' +
    'zero at as_of. Visitors and excluded people are not included.',
  columns: {
    one_id: bigint('The member.'),
    source_account_ids: text('Ids of the accounts seen before as_of, as their sources have them, sorted and separated by commas.', {
      personal: true,
    }),
    country: text('Country of the account that was first seen last.'),
    first_seen_on: date('Business day of the first trace of any account.'),
    registered_on: date('Business day of the first registration.'),
    cancelled_on: date('Business day on which the membership ended; null while it lasts.', { nullable: true }),
    account_count: bigint('Accounts of the member seen before as_of.'),
    first_purchased_on: date('Business day of the first purchase; null without one.', { nullable: true }),
    last_purchased_on: date('Business day of the last purchase; null without one.', { nullable: true }),
    days_since_purchase: integer(
      'Days from the last purchase of all time to as_of; 1 for a purchase on the day before as_of. Null without a purchase.',
      { nullable: true },
    ),
    lifetime_purchase_count: bigint('Purchases of all time.'),
    order_count: bigint('Orders of all time that count.'),
    net_amount: numeric('Net amount of all time: sold minus returned.'),
    average_order_amount: numeric(
      '笔单价 of all time: net amount of the orders that count / their number, to 2 decimals. Null without one.',
      {
        nullable: true,
      },
    ),
    currency: text('ISO 4217 code of all amounts: the reporting currency.'),
    recency_days: integer('R: as days_since_purchase, but null if the last purchase is before the RFM window.', { nullable: true }),
    purchase_count: bigint('F: purchases in the RFM window.'),
    monetary_amount: numeric('M: net amount in the RFM window, by day of sale.'),
    r_score: integer('Recency score, 1 to 5, 5 is best; null without a purchase in the RFM window.', { nullable: true }),
    f_score: integer('Frequency score, 1 to 5, 5 is best; null without a purchase in the RFM window.', { nullable: true }),
    m_score: integer('Monetary score, 1 to 5, 5 is best; null without a purchase in the RFM window.', { nullable: true }),
    rfm_cell: text('R, F, M: 1 if the score is high, 4 or 5, else 0; null without a purchase in the RFM window.', { nullable: true }),
    rfm_label_zh: text('Chinese name of the RFM cell.', { nullable: true }),
    rfm_label_en: text('English name of the RFM cell.', { nullable: true }),
  },
  audits: [
    between('days_since_purchase', 1, null),
    expression('the window holds no more purchases than all time', 'purchase_count <= lifetime_purchase_count'),
    expression('recency in the window equals that of all time', 'coalesce(recency_days = days_since_purchase, true)'),
  ],
})
