import { between, bigint, date, defineModel, expression, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_purchase_habit',
  grain: ['one_id', 'business_line', 'month_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Whether the gaps between the purchases of each person grow, and how many purchases followed a launch: as of the end of each month with ' +
    'a purchase, with the rows of dws.member_cycle.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    business_line: text('Business line; `*` for all of them.'),
    month_on: date('First day of a month with a purchase; the row holds until the next one (dws.member_cycle).'),
    launch_purchase_count: bigint(
      'Purchases up to then with a product that had just been launched (dws.member_launch_day); null while no catalogue names a launch.',
      { nullable: true },
    ),
    next_launch_on: date('First launch after the last of these purchases; null without one, or if none of them followed a launch.', {
      nullable: true,
    }),
    recent_gap_days: integer('The shorter one of the last two gaps between purchases, in days; null below five purchases.', {
      nullable: true,
    }),
    earlier_gap_days: numeric('Median of the gaps before these two; null below five purchases.', { nullable: true }),
  },
  audits: [
    between('launch_purchase_count', 0, null),
    expression('two figures to compare', '(recent_gap_days is null) = (earlier_gap_days is null)'),
  ],
})
