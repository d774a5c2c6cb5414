import { between, bigint, date, defineModel, expression, full } from 'memberhouse'

export default defineModel({
  name: 'dws.member_engagement_span',
  grain: ['one_id', 'from_month'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'How often each person acted by themselves in the two full months before a month start, and in the four before these: one row for each ' +
    'time that it changes, for the last 24 month starts. Whoever never acted has no row.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    from_month: date('First month start for which the figures hold.'),
    until_month: date('First month start for which they no longer hold (exclusive); null if they hold until the next act.', {
      nullable: true,
    }),
    recent_day_count: bigint('Days with an act in the two months before (dws.member_act_month).'),
    earlier_day_count: bigint('Days with an act in the four months before these two.'),
    last_engaged_on: date('Day of the last act before the month start.'),
  },
  audits: [
    between('recent_day_count', 0, 62),
    between('earlier_day_count', 0, 123),
    expression('a span of whole months', "from_month = date_trunc('month', from_month) and from_month < until_month is not false"),
    expression('an act before', 'last_engaged_on < from_month'),
  ],
})
