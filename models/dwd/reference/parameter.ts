import { date, defineModel, expression, numeric, seed, text } from 'memberhouse'

/** Parameters of which the first may not exceed the second on any day. */
const ordered = [
  ...[
    ['dormant_least_days', 'dormant_most_days'],
    ['churned_least_days', 'churned_most_days'],
    ['dormant_least_days', 'churned_least_days'],
  ],
  ...[
    ['dormant_most_days', 'churned_most_days'],
    ['dormant_cycle_count', 'churned_cycle_count'],
  ],
  ...[
    ['silence_short_days', 'silence_medium_days'],
    ['silence_medium_days', 'silence_long_days'],
  ],
]

export default defineModel({
  name: 'dwd.parameter',
  grain: ['name', 'business_line', 'effective_from'],
  kind: seed('seeds/parameter.csv'),
  doc:
    'Numbers that the business chose. To change one, add a row with a later effective_from, so that earlier days keep their value. ' +
    'Models read dwd.parameter_span.',
  columns: {
    name: text('Name of the parameter; it ends in the unit (`_days`, `_count`, `_amount`, `_rate`).'),
    business_line: text(
      'Business line that the value is for (dwd.business_line). `*`: the retailer as a whole, and each line without a value of ' +
        'its own; the present models read only `*`.',
    ),
    effective_from: date('First business day of the value.'),
    value: numeric('The value, in the unit at the end of the name; amounts are in the reporting currency.'),
    reason: text('Why this value.'),
  },
  audits: [
    expression(
      'a known business line, or `*`',
      "business_line = '*' or business_line in (select business_line.business_line from dwd.business_line)",
    ),
    expression(
      'a parameter of identity has the business line `*`: a person is one member in all lines',
      "business_line = '*' or name not like 'identity\\_%'",
    ),
    expression('a rate is a share from 0 to 1', "name not like '%\\_rate' or value between 0 and 1"),
    expression('nothing is below 0', 'value >= 0'),
    {
      ...{ name: 'thresholds in order', severity: 'error' },
      failing: `select row.*, other.name as beside, other.value as beside_value from {rows} as row
        inner join (values ${ordered.map(([low, high]) => `('${low}', '${high}')`).join(', ')}) as pair (low, high)
          on row.name in (pair.low, pair.high)
        cross join lateral (
          select other.name, other.value from {rows} as other
          where other.name in (pair.low, pair.high) and other.name <> row.name
            and other.business_line in (row.business_line, '*') and other.effective_from <= row.effective_from
          order by other.business_line = '*', other.effective_from desc limit 1) as other
        where sign(other.value - row.value) = case row.name when pair.low then -1 else 1 end`,
    },
    expression(
      'rfm_cluster_count is a whole number from 2 to 20',
      "name <> 'rfm_cluster_count' or (value between 2 and 20 and value = trunc(value))",
    ),
  ],
})
