import { accepted, bigint, boolean, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.tier_ladder',
  grain: ['business_line', 'month_on', 'tier_rank', 'measure'],
  kind: full({ store: 'changes' }),
  doc:
    'The edition of the ladder (dwd.value_tier) that was in force in each business line at the last 24 month starts, and at the five before ' +
    'them, which a quarter looks back to.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('The month start.'),
    tier_rank: integer('Place on the ladder: 1 is the lowest tier.'),
    tier: text('Name of the tier.'),
    measure: text('What is measured in the twelve full months before (a column of dws.member_year_span).'),
    bound_kind: text('value or quantile.'),
    bound: numeric('The bound: a value, or the share of the buyers below it.'),
    interval_months: integer('Evaluated each month (1) or quarter (3), at its start.'),
    is_evaluated: boolean('The tier is evaluated at this month start; else the evaluation before holds.'),
    bound_count: bigint('Bounds of the tier.'),
    kept_rate: numeric('Share of each bound that keeps the tier for one evaluation (parameter tier_kept_rate).'),
    rules_version: text('Changes with each of these values: the same in all rows of a business line and month start.'),
  },
  audits: [accepted('bound_kind', ['value', 'quantile']), expression('a month start', "month_on = date_trunc('month', month_on)")],
})
