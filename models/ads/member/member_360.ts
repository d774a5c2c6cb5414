import { between, bigint, boolean, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'
import origin from '../../dws/profile/member_origin.ts'
import profile from '../../dws/profile/member_profile.ts'

const { source_account_ids, country } = origin.columns
const { one_id, registered_on, cancelled_on, first_purchased_on, last_purchased_on, average_order_amount, rules_version, ...tags } =
  profile.columns

export default defineModel({
  name: 'ads.member_360',
  grain: ['one_id'],
  kind: full(),
  doc:
    'One wide row for each member who registered before as_of (exclusive), for BI and exports: who they are, what they bought in all time ' +
    'and in all business lines, their RFM in the last 365 days, where they stand, and their tags (dwd.tag says how each is judged). A ' +
    'purchase is a business day with an order that counts: its merchandise net is above zero at as_of. Visitors and excluded people are ' +
    'not included.',
  columns: {
    one_id,
    source_account_ids,
    country,
    first_seen_on: date('Business day of the first trace of any account.'),
    registered_on,
    cancelled_on,
    account_count: bigint('Accounts of the member seen before as_of.'),
    first_purchased_on,
    last_purchased_on,
    days_since_purchase: integer(
      'Days from the last purchase of all time to as_of; 1 for a purchase on the day before as_of. Null without a purchase.',
      { nullable: true },
    ),
    lifetime_purchase_count: bigint('Purchases of all time.'),
    order_count: bigint('Orders of all time that count.'),
    net_amount: numeric('Net amount of all time: sold minus returned.'),
    average_order_amount,
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
    rfm_segment: text('Published segment of the three scores (dwd.rfm_segment); null without a purchase in the RFM window.', {
      nullable: true,
    }),
    stage_since_on: date('First day that was judged to be of the lifecycle stage (ads.member_lifecycle).'),
    previous_stage: text('Lifecycle stage before; null for the first one.', { nullable: true }),
    next_stage: text('Lifecycle stage that follows if nothing happens; null if none does.', { nullable: true }),
    next_stage_on: date('Day on which it follows.', { nullable: true }),
    is_at_risk: boolean('Signals speak for losing the member (ads.member_churn_signal); null without a purchase.', { nullable: true }),
    risk_weight: numeric('Their weight: a score to sort by.', { nullable: true }),
    strongest_signal: text('The strongest of them; null without one.', { nullable: true }),
    risk_reason_zh: text('A sentence in Chinese for each of them.', { nullable: true }),
    risk_reason_en: text('A sentence for each of them.', { nullable: true }),
    ...tags,
    tag_rules_version: rules_version,
  },
  audits: [
    between('days_since_purchase', 1, null),
    expression('the window holds no more purchases than all time', 'purchase_count <= lifetime_purchase_count'),
    expression('recency in the window equals that of all time', 'coalesce(recency_days = days_since_purchase, true)'),
  ],
})
