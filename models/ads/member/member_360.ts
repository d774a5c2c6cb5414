import { bigint, between, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.member_360',
  grain: ['one_id'],
  kind: full(),
  doc:
    'One row a member who joined before as_of (exclusive): who they are, what they bought over all time, and their RFM of the last 365 days. A ' +
    'purchase is a business day with an order that was not given back whole before as_of.',
  columns: {
    one_id: bigint('The member.'),
    source_account_ids: text(
      'Customer numbers of the accounts that joined before as_of, as the source knows them, in order, between commas.',
      {
        personal: true,
      },
    ),
    country: text('Country of the account that joined last, as its newest document names it.'),
    joined_on: date('Business day on which the first of the accounts joined.'),
    account_count: bigint('Accounts of the member that joined before as_of.'),
    first_purchased_on: date('Business day of the first purchase; null without one.', { nullable: true }),
    last_purchased_on: date('Business day of the last purchase; null without one.', { nullable: true }),
    days_since_purchase: integer('Days from the last purchase of all time to as_of; 1 is the last day that counts. Null without one.', {
      nullable: true,
    }),
    purchase_day_count: bigint('Purchases of all time: business days.'),
    order_count: bigint('Orders of all time that were not given back whole.'),
    net_amount: numeric('Net spend of all time: sold minus given back.'),
    average_order_amount: numeric('笔单价 of all time: net_amount / order_count, rounded to 2 decimals. Null without an order.', {
      nullable: true,
    }),
    currency: text('ISO 4217 code of all amounts.'),
    recency_days: integer('R: as days_since_purchase, but null when the last purchase lies before the RFM window.', { nullable: true }),
    purchase_count: bigint('F: purchase days in the RFM window.'),
    monetary_amount: numeric('M: net spend in the RFM window, by day of sale.'),
    r_score: integer('Recency score, 1 to 5, 5 is best; null without a purchase in the RFM window.', { nullable: true }),
    f_score: integer('Frequency score, 1 to 5, 5 is best; null without a purchase in the RFM window.', { nullable: true }),
    m_score: integer('Money score, 1 to 5, 5 is best; null without a purchase in the RFM window.', { nullable: true }),
    rfm_cell: text('R, F, M: 1 above the mean score, else 0; null without a purchase in the RFM window.', { nullable: true }),
    rfm_label_zh: text('Chinese name of the RFM cell.', { nullable: true }),
    rfm_label_en: text('English name of the RFM cell.', { nullable: true }),
  },
  audits: [
    between('days_since_purchase', 1, null),
    expression('the window holds no more than all time', 'purchase_count <= purchase_day_count'),
    expression('recency in the window is that of all time', 'coalesce(recency_days = days_since_purchase, true)'),
  ],
})
