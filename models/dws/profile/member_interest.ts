import { between, bigint, date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_interest',
  grain: ['one_id', 'choice'],
  kind: full({ store: 'changes', heavy: true }),
  doc: 'What each person mostly buys and looks at: the value with the most days in the preference_window_days before as_of; of several the one chosen last. A day counts once for a value, so that one long visit is one act. Whether it is a preference says dws.member_preference.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    choice: text(
      'category and series of products bought, viewed, marked as a favourite or put into the cart; content_topic, of content viewed or shared and of posts.',
    ),
    value: text('The value.'),
    day_count: bigint('Days on which the person chose it.'),
    all_day_count: bigint('The same, added over all values.'),
    last_on: date('The last of these days.'),
  },
  audits: [between('day_count', 1, null), expression('one of all days', 'day_count <= all_day_count')],
})
