import { date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.lifecycle_rule',
  grain: ['business_line', 'judged_on'],
  kind: full({ store: 'changes' }),
  doc:
    'The rules by which stages are judged on each of the last 24 month starts and on as_of: the parameters of dwd.parameter_span that hold ' +
    'on that day, and the typical gap of its month.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    judged_on: date('The day that is judged, exclusive: what happened before it counts.'),
    typical_gap_days: integer('Typical gap between two purchases (dws.typical_gap); null before the first gap.', { nullable: true }),
    typical_gap_weight: numeric('Own gaps that weigh as much as the typical gap.'),
    dormant_cycle_count: numeric('Cycles of silence after which a member is dormant,'),
    dormant_least_days: numeric('but not before these days,'),
    dormant_most_days: numeric('and not later than these.'),
    churned_cycle_count: numeric('Cycles of silence after which a member is churned,'),
    churned_least_days: numeric('but not before these days,'),
    churned_most_days: numeric('and not later than these.'),
    engaged_days: numeric('Whoever acted in these days before the judged day is not churned.'),
    silence_short_days: numeric('Days without a purchase: the first of three flags,'),
    silence_medium_days: numeric('the second'),
    silence_long_days: numeric('and the third.'),
    aipl_purchase_days: numeric('AIPL: days in which purchases are counted (`*` only, as the next three).'),
    aipl_loyal_count: numeric('AIPL: purchases in these days that make loyal.'),
    aipl_interest_days: numeric('AIPL: days for which an act of interest, or the registration, counts.'),
    aipl_awareness_days: numeric('AIPL: days for which a view or a message counts.'),
    rules_version: text('Changes with each of these parameters.'),
  },
  audits: [
    expression(
      'bounds in order',
      'dormant_least_days <= dormant_most_days and churned_least_days <= churned_most_days ' +
        'and dormant_least_days <= churned_least_days and dormant_most_days <= churned_most_days ' +
        'and silence_short_days <= silence_medium_days and silence_medium_days <= silence_long_days',
    ),
  ],
})
