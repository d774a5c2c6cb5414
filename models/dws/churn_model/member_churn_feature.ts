import { between, bigint, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_churn_feature',
  grain: ['one_id', 'business_line', 'judged_on'],
  kind: full({ heavy: true }),
  doc:
    'What the churn model knows of each member who had bought: all of them on as_of, and a sample of 50,000 of each business line on the days ' +
    'of dws.churn_period, the same members from night to night. What happened on judged_on or later is left out.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them. Acts, points and benefits are of no line: they count in each.'),
    judged_on: date('The day on which the member is judged, exclusive.'),
    last_purchased_on: date('Day of the last purchase.'),
    purchase_count: bigint('Purchases of all time.'),
    recent_gap_days: integer('The shorter one of the last two gaps (dws.member_purchase_habit).', { nullable: true }),
    earlier_gap_days: numeric('Median of the gaps before these two.', { nullable: true }),
    cycle_days: numeric('Usual days from one purchase to the next (warehouse.purchase_cycle); null before any gap.', { nullable: true }),
    year_purchase_count: bigint('Purchases in the twelve full months before (dws.member_year_span); null before the first such month.', {
      nullable: true,
    }),
    year_gross_amount: numeric('Amount sold in these months, before returns.', { nullable: true }),
    year_net_amount: numeric('Sold minus returned.', { nullable: true }),
    year_discount_amount: numeric('Discounts of promotions, coupons and others.', { nullable: true }),
    registered_on: date('Day of the first registration.'),
    engagement_observed_from: date('Day from which acts of the member can be seen (dws.member_status); null where none can.', {
      nullable: true,
    }),
    recent_day_count: bigint('Days with an act in the last two full months (dws.member_engagement_span).', { nullable: true }),
    earlier_day_count: bigint('Days with an act in the four months before these.', { nullable: true }),
    last_engaged_on: date('Day of the last act; null without one.', { nullable: true }),
    points_balance: bigint('Points of all accounts; null without an entry (dws.member_reward_month).', { nullable: true }),
    points_unused_from: date('Day of the last redemption, else of the first issue.', { nullable: true }),
    unused_benefit_count: bigint('Benefits granted after the last use of one.', { nullable: true }),
    tier_rank: integer('Place on the ladder of value tiers: 1 is the lowest; null before the first evaluation.', { nullable: true }),
  },
  audits: [
    expression('before the day', 'last_purchased_on < judged_on and last_engaged_on < judged_on is not false'),
    between('purchase_count', 1, null),
  ],
})
