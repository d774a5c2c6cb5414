import { date, defineModel, expression, numeric, seed, text } from 'memberhouse'

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
    expression(
      'rfm_cluster_count is a whole number from 2 to 20',
      "name <> 'rfm_cluster_count' or (value between 2 and 20 and value = trunc(value))",
    ),
  ],
})
