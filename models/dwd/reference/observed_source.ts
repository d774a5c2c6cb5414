import { date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.observed_source',
  grain: ['source'],
  kind: full({ store: 'changes' }),
  doc:
    'The optional sources of acts that have delivered, with their first and last day. A source without a row is not observed. Models count ' +
    'acts as null before the first day and after the last one, because nobody looked, and as 0 between them. Not filtered by `as_of`.',
  columns: {
    source: text('The source, such as ods.event.'),
    first_on: date('Business day of its first act.'),
    last_on: date('Business day of its last act.'),
  },
  audits: [expression('the first day is not after the last one', 'first_on <= last_on')],
})
