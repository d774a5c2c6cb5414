import { between, bigint, date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_habit',
  grain: ['one_id', 'choice'],
  kind: full({ store: 'changes', heavy: true }),
  doc: 'When and where each person mostly acts: the value with the most days in the preference_window_days before as_of; of several the one chosen last. A day counts once for a value, so that one long visit is one act. Whether it is a preference says dws.member_preference.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    choice: text(
      'weekday (1 is Monday) and hour (0 to 23, in the time zone of the source), of orders and of visits to the mini-program, the app and the website; channel and store, of orders; message_channel, of messages opened or clicked.',
    ),
    value: text('The value.'),
    day_count: bigint('Days on which the person chose it.'),
    all_day_count: bigint('The same, added over all values.'),
    last_on: date('The last of these days.'),
  },
  audits: [between('day_count', 1, null), expression('one of all days', 'day_count <= all_day_count')],
})
