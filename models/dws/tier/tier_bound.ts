import { between, bigint, date, defineModel, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.tier_bound',
  grain: ['business_line', 'month_on', 'tier_rank', 'measure'],
  kind: full({ store: 'changes' }),
  doc:
    'What each value tier asks for at the last 24 month starts, and at the five before them, which a quarter looks back to: the edition of the ladder (dwd.value_tier) that was ' +
    'in force on that day, with quantiles turned into values of that day.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('The month start.'),
    tier_rank: integer('Place on the ladder: 1 is the lowest tier.'),
    tier: text('Name of the tier.'),
    measure: text('What is measured in the twelve full months before (a column of dws.member_year_span).'),
    least_value: numeric('At least this much is asked for.'),
    interval_months: integer('Evaluated each month (1) or quarter (3), at its start.'),
    bound_count: bigint('Bounds of the tier.'),
  },
  audits: [between('tier_rank', 1, null)],
})
