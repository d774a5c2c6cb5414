import { accepted, between, date, defineModel, expression, integer, numeric, seed, text, type Audit } from 'memberhouse'

/** Fails the rows of the ladder for which another row of the same edition meets the condition. */
const refused = (name: string, condition: string): Audit => ({
  ...{ name, severity: 'error' },
  failing:
    'select row.* from {rows} as row where exists (select from {rows} as other ' +
    `where other.business_line = row.business_line and other.effective_from = row.effective_from and ${condition})`,
})

export default defineModel({
  name: 'dwd.value_tier',
  grain: ['business_line', 'effective_from', 'tier_rank', 'measure'],
  kind: seed('seeds/rules/value_tier.csv'),
  doc:
    'The ladder of value tiers: a row for each bound that a tier asks for; a tier with several rows asks for all of them. All rows of a ' +
    'business line with the same effective_from are one edition, which replaces the edition before. A line without a ladder follows `*`.',
  columns: {
    business_line: text('Business line (dwd.business_line); `*` for all of them, and for each line without a ladder of its own.'),
    effective_from: date('First business day of the edition.'),
    tier_rank: integer('Place on the ladder: 1 is the lowest tier, which everybody has.'),
    tier: text('Name of the tier.'),
    label_zh: text('Chinese name.'),
    label_en: text('English name.'),
    measure: text(
      'What is measured in the twelve full months before an evaluation: purchase_count, order_count, unit_count or net_amount.',
    ),
    bound_kind: text(
      '`value`: at least bound. `quantile`: at least the value that this share of the buyers does not exceed; 0.9 for the best tenth.',
    ),
    bound: numeric('The bound; amounts are in the reporting currency.'),
    interval_months: integer('Evaluated each month (1) or quarter (3), at its start.'),
  },
  audits: [
    expression(
      'a known business line, or `*`',
      "business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
    ),
    accepted('measure', ['purchase_count', 'order_count', 'unit_count', 'net_amount']),
    accepted('bound_kind', ['value', 'quantile']),
    accepted('interval_months', ['1', '3']),
    between('bound', 0, null),
    expression('a quantile is a share from 0 to 1', "bound_kind = 'value' or bound <= 1"),
    expression('the lowest tier asks for nothing', 'tier_rank > 1 or bound = 0'),
    {
      ...{ name: 'an edition for `*` from 2000-01-01 on', severity: 'error' },
      failing:
        "select '*' as business_line, date '2000-01-01' as effective_from where not exists " +
        "(select from {rows} as row where row.business_line = '*' and row.effective_from <= '2000-01-01')",
    },
    {
      ...{ name: 'ranks without a gap', severity: 'error' },
      failing:
        'select row.* from {rows} as row where row.tier_rank > 1 and not exists (select from {rows} as other ' +
        'where other.business_line = row.business_line and other.effective_from = row.effective_from ' +
        'and other.tier_rank = row.tier_rank - 1)',
    },
    refused('one name for a rank', '(other.tier_rank = row.tier_rank) <> (other.tier = row.tier)'),
    refused(
      'a higher tier asks for more',
      'other.measure = row.measure and other.bound_kind = row.bound_kind and other.tier_rank < row.tier_rank and other.bound >= row.bound ' +
        'and row.tier_rank > 2',
    ),
  ],
})
