import { date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.parameter_span',
  grain: ['name', 'business_line', 'starts_on'],
  kind: full({ store: 'changes' }),
  doc:
    'The value of each parameter (dwd.parameter) by business line and span of days. A business line without a value of its own has the ' +
    'value of `*`; one with its own has that of `*` before the first day of its own. Not filtered by `as_of`: readers name the ' +
    'business line and take the value of the last day before as_of, with `starts_on < as_of and as_of <= ends_before`.',
  columns: {
    name: text('Name of the parameter.'),
    business_line: text(
      'Business line (dwd.business_line). `*`: the retailer as a whole, and each line without a value of ' +
        'its own; the present models read only `*`.',
    ),
    starts_on: date('First business day of the value.'),
    ends_before: date('First business day after the value; `infinity` for the last span.'),
    value: numeric('The value, in the unit at the end of the name.'),
  },
  audits: [expression('a span has a day', 'starts_on < ends_before')],
})
