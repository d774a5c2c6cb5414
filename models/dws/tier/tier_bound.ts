import { between, bigint, boolean, date, defineModel, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.tier_bound',
  grain: ['business_line', 'month_on', 'tier_rank', 'measure'],
  kind: full({ store: 'changes' }),
  doc:
    'The bounds of the value tiers in figures, for the month starts of dws.tier_ladder: a quantile is the value that it has among the buyers ' +
    'of that day.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('The month start.'),
    tier_rank: integer('Place on the ladder: 1 is the lowest tier.'),
    tier: text('Name of the tier.'),
    measure: text('What is measured in the twelve full months before (a column of dws.member_year_span).'),
    least_value: numeric(
      'At least this much is asked for; null for a quantile on a day before the first buyer, when nobody reaches the tier.',
      { nullable: true },
    ),
    interval_months: integer('Evaluated each month (1) or quarter (3), at its start.'),
    is_evaluated: boolean('The tier is evaluated at this month start; else the evaluation before holds.'),
    bound_count: bigint('Bounds of the tier.'),
    kept_rate: numeric('Share of each bound that keeps the tier for one evaluation (parameter tier_kept_rate).'),
  },
  audits: [between('tier_rank', 1, null)],
})
