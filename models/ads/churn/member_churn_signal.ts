import { bigint, boolean, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.member_churn_signal',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'What speaks for losing a member, as of as_of: the signals, their figures, and a sentence for each. One row for each member who bought, for ' +
    'all business lines (`*`) and for each line where the member bought. dws.member_risk_span has the same for the last 24 month starts. The ' +
    'rows hold dates, not ages: they change only when something happens.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them. Acts, points and benefits are of no line: they count in each.'),
    stage: text('new, active, dormant or churned (dws.member_stage).'),
    is_at_risk: boolean('The weight of the signals reaches churn_risk_weight_count (dwd.parameter_span), and the member is not churned.'),
    risk_weight: numeric(
      'Weight of the signals (dwd.churn_signal): a score to sort by. A silence weighs half more at twice its bound, and twice at four times.',
    ),
    signal_count: bigint('Number of signals.'),
    signals: text(
      'The signals with commas, the strongest first: overdue, acts_stopped, acts_fallen, lengthening_intervals, third_purchase_stop, ' +
        'launch_only, points_unused, benefits_unused. Null without one.',
      { nullable: true },
    ),
    strongest_signal: text('The first of them.', { nullable: true }),
    strongest_label_zh: text('Its name in Chinese.', { nullable: true }),
    strongest_label_en: text('Its name.', { nullable: true }),
    reason_zh: text('A sentence in Chinese for each signal, the strongest first.', { nullable: true }),
    reason_en: text('A sentence for each signal, the strongest first.', { nullable: true }),
    dormant_zh: text('Why a dormant member is not churned, in Chinese; null in other stages.', { nullable: true }),
    dormant_en: text('Why a dormant member is not churned; null in other stages.', { nullable: true }),
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
    launch_purchase_count: bigint('Purchases with a product that had just been launched (dws.member_launch_day).'),
    next_launch_on: date('First launch in the line after the last purchase; null if none of the purchases followed a launch.', {
      nullable: true,
    }),
    points_balance: bigint('Points of all accounts; null without an entry (dws.member_reward_month).', { nullable: true }),
    points_unused_from: date('Day of the last redemption, else of the first issue.', { nullable: true }),
    unused_benefit_count: bigint('Benefits granted after the last use of one.', { nullable: true }),
    benefits_unused_from: date('Day on which the first of these was granted.', { nullable: true }),
    rules_version: text('Version of the rules (dws.churn_rule).'),
  },
  audits: [
    expression('a churned member is not at risk', "not (is_at_risk and stage = 'churned')"),
    expression('risk has a reason', 'not is_at_risk or reason_en is not null'),
    expression('as many reasons as signals', "signal_count = coalesce(cardinality(string_to_array(signals, ',')), 0)"),
  ],
})
