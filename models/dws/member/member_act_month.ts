import { between, bigint, date, defineModel, expression, full } from 'memberhouse'

export default defineModel({
  name: 'dws.member_act_month',
  grain: ['one_id', 'month_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'What each person did by themselves, and what was sent to them, in each month; the month of as_of has not ended. Acts are of no business ' +
    'line. A month without either has no row.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    month_on: date('First day of the month.'),
    engaged_day_count: bigint('Days with an act (dws.account_engagement_day).'),
    act_count: bigint('Acts.'),
    last_engaged_on: date('Day of the last act; null without one.', { nullable: true }),
    last_interested_on: date('Day of the last search, favourite, cart or click of a message; null without one.', { nullable: true }),
    touch_count: bigint('Messages and calls sent that were not bounced (dwd.fct_touch); null while nobody was ever sent one.', {
      nullable: true,
    }),
    last_touched_on: date('Day of the last one; null without one.', { nullable: true }),
    last_aware_on: date('Day of the last view or of the last message or call; null without one.', { nullable: true }),
  },
  audits: [
    between('engaged_day_count', 0, 31),
    expression(
      'an act has a day',
      '(act_count > 0) = (last_engaged_on is not null) and coalesce(touch_count > 0, false) = (last_touched_on is not null)',
    ),
    expression('before as_of', 'greatest(last_engaged_on, last_touched_on) < warehouse.as_of()'),
  ],
})
