import { accepted, date, defineModel, expression, integer, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.strategy_class',
  grain: ['business_line', 'effective_from', 'place'],
  kind: seed('seeds/rules/strategy_class.csv'),
  doc:
    'The four strategies, by lifecycle stage and value tier: the first row that fits a member counts. All rows of a business line with the ' +
    'same effective_from are one edition, which replaces the edition before. A line without an edition follows `*`.',
  columns: {
    business_line: text('Business line (dwd.business_line); `*` for all of them, and for each line without rows of its own.'),
    effective_from: date('First business day of the edition.'),
    place: integer('The order in which the rows are tried.'),
    strategy_class: text('loyal_high_value, potential_high_value, at_risk or new_or_unknown.'),
    label_zh: text('Chinese name.'),
    label_en: text('English name.'),
    stage: text('Lifecycle stage; empty for any.', { nullable: true }),
    least_tier_rank: integer('Value tier of this rank or a higher one (dwd.value_tier); 1 for any.'),
  },
  audits: [
    accepted('strategy_class', ['loyal_high_value', 'potential_high_value', 'at_risk', 'new_or_unknown']),
    accepted('stage', ['prospect', 'new', 'active', 'dormant', 'churned']),
    expression(
      'a known business line, or `*`',
      "business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
    ),
    expression('a rank of a value tier', 'least_tier_rank in (select value_tier.tier_rank from dwd.value_tier)'),
    {
      ...{ name: 'an edition for `*` from 2000-01-01 on', severity: 'error' },
      failing:
        "select '*' as business_line, date '2000-01-01' as effective_from where not exists " +
        "(select from {rows} as row where row.business_line = '*' and row.effective_from <= '2000-01-01')",
    },
    {
      ...{ name: 'the last row takes everybody', severity: 'error' },
      failing:
        'select row.* from {rows} as row where row.place = (select max(other.place) from {rows} as other ' +
        'where other.business_line = row.business_line and other.effective_from = row.effective_from) ' +
        'and (row.stage is not null or row.least_tier_rank > 1)',
    },
    {
      ...{ name: 'no row is hidden by one before it', severity: 'error' },
      failing:
        'select row.* from {rows} as row inner join {rows} as before on before.business_line = row.business_line ' +
        'and before.effective_from = row.effective_from and before.place < row.place ' +
        'and (before.stage is null or before.stage = row.stage) and before.least_tier_rank <= row.least_tier_rank',
    },
  ],
})
