import { date, defineModel, numeric, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.parameter',
  grain: ['name', 'business_line', 'effective_from'],
  kind: seed('seeds/parameter.csv'),
  doc:
    'Numbers that the business chose. The row with the newest effective_from before as_of holds; to change a number, add a row, so that ' +
    'older dates keep theirs.',
  columns: {
    name: text('What the number is; ends in its unit (`_days`, `_amount`, `_rate`).'),
    business_line: text('Business line that it holds for; `*` is every line without a row of its own.'),
    effective_from: date('First business day on which it holds.'),
    value: numeric('The number, in the unit that the name ends in; amounts in the currency of the business line.'),
    reason: text('Why this number.'),
  },
})
