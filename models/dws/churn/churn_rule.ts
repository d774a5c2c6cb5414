import { between, date, defineModel, full, integer, numeric, text } from 'memberhouse'

const weight = () => integer('Its weight.')

export default defineModel({
  name: 'dws.churn_rule',
  grain: ['business_line', 'judged_on'],
  kind: full({ store: 'changes' }),
  doc:
    'The rules by which churn signals are judged on each of the last 24 month starts and on as_of: the rows of dwd.churn_signal and the ' +
    'parameters of dwd.parameter_span that hold on that day.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    judged_on: date('The day that is judged, exclusive: what happened before it counts.'),
    overdue_bound: numeric('Share of the silence that makes dormant, after which a purchase is overdue.'),
    overdue_weight: weight(),
    acts_stopped_bound: numeric('Days without an act.'),
    acts_stopped_weight: weight(),
    acts_fallen_bound: numeric('Days with an act in two months, as a share of those before.'),
    acts_fallen_weight: weight(),
    lengthening_intervals_bound: numeric('The last gaps, as a multiple of those before.'),
    lengthening_intervals_weight: weight(),
    third_purchase_stop_bound: numeric('Number of purchases.'),
    third_purchase_stop_weight: weight(),
    launch_only_bound: numeric('Share of the purchases that followed a launch.'),
    launch_only_weight: weight(),
    points_unused_bound: numeric('Days without a redemption.'),
    points_unused_weight: weight(),
    benefits_unused_bound: numeric('Days since the first benefit that was not used.'),
    benefits_unused_weight: weight(),
    risk_weight_count: numeric('Weight of the signals from which a member is at risk.'),
    launch_days: numeric('Days after a launch in which a purchase follows it.'),
    fallen_least_count: numeric('Days with an act in the four months before, without which acts cannot fall.'),
    unused_points_count: numeric('Points that count as unused.'),
    unused_benefit_count: numeric('Benefits that count as unused.'),
    acts_last_on: date('Newest act of anybody; null where none is reported. Silence after it says nothing.', { nullable: true }),
    points_last_on: date('Newest entry of the points ledger.', { nullable: true }),
    benefits_last_on: date('Newest grant of a benefit.', { nullable: true }),
    rules_version: text('Changes with each of these figures, and with those of dws.lifecycle_rule.'),
  },
  audits: [between('risk_weight_count', 1, null)],
})
