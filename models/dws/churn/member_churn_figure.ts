import { bigint, boolean, date, defineModel, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_churn_figure',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'The figures behind the churn signals of each member who bought: for all business lines (`*`), and for each line where the member bought. ' +
    'Intermediate model for ads.member_churn_signal.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them. Acts, points and benefits are of no line: they count in each.'),
    stage: text('new, active, dormant or churned (dws.member_stage).'),
    last_purchased_on: date('Day of the last purchase.'),
    purchase_count: bigint('Purchases of all time.'),
    cycle_days: numeric('Usual days from one purchase to the next (warehouse.purchase_cycle); null before any gap.', { nullable: true }),
    own_gap_days: numeric('Median of the own gaps; null with one purchase.', { nullable: true }),
    typical_gap_days: integer('Typical gap of the business line (dws.typical_gap); null before the first gap.', { nullable: true }),
    dormant_on: date('First day of silence that counts as dormant.'),
    churned_on: date('First day of silence, by purchases and by acts, that counts as churned.'),
    is_engagement_observed: boolean('A source reports the acts of the member; else purchases alone are judged.'),
    last_engaged_on: date('Day of the last act by themselves; null without one.', { nullable: true }),
    recent_day_count: bigint('Days with an act in the last two full months; null without any act (dws.member_engagement_span).', {
      nullable: true,
    }),
    earlier_day_count: bigint('Days with an act in the four months before these two.', { nullable: true }),
    recent_gap_days: integer('The shorter one of the last two gaps between purchases; null below five purchases.', { nullable: true }),
    earlier_gap_days: numeric('Median of the gaps before these two; null below five purchases.', { nullable: true }),
    launch_purchase_count: bigint(
      'Purchases with a product that had just been launched (dws.member_launch_day); null while no catalogue names a launch.',
      { nullable: true },
    ),
    next_launch_on: date('First launch in the line after the last purchase; null if none of the purchases followed a launch.', {
      nullable: true,
    }),
    points_balance: bigint('Points of all accounts; null without an entry (dws.member_reward_month).', { nullable: true }),
    points_unused_from: date('Day of the last redemption, else of the first issue.', { nullable: true }),
    unused_benefit_count: bigint('Benefits granted after the last use of one; null if none was ever granted.', { nullable: true }),
    benefits_unused_from: date('Day on which the first of these was granted.', { nullable: true }),
    dormant_zh: text('Why a dormant member is not churned, in Chinese; null in other stages.', { nullable: true }),
    dormant_en: text('Why a dormant member is not churned; null in other stages.', { nullable: true }),
  },
})
