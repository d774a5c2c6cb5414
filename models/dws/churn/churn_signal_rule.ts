import { date, defineModel, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.churn_signal_rule',
  grain: ['business_line', 'judged_on', 'signal'],
  kind: full({ store: 'changes' }),
  doc:
    'Of each churn signal, the row of dwd.churn_signal that holds in a business line on each of the last 24 month starts and on as_of: the ' +
    'newest one of the line that is in force, else the newest one of `*`.',
  columns: {
    business_line: text('Business line; `*` for all of them.'),
    judged_on: date('The day that is judged, exclusive.'),
    signal: text('The signal.'),
    bound: numeric('Its bound.'),
    weight: integer('Its weight.'),
    label_zh: text('Its name in Chinese.'),
    label_en: text('Its name.'),
    reason_zh: text('Its sentence in Chinese.'),
    reason_en: text('Its sentence.'),
  },
})
