import { between, bigint, date, defineModel, expression, full } from 'memberhouse'

export default defineModel({
  name: 'dws.member_reward_month',
  grain: ['one_id', 'month_on'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Points and benefits that each person has and does not use, as of the end of each month with an entry in the ledger, a grant or a use; it ' +
    'holds until the next such month. Months that ended in the last 24 months, the last one before them, and the month of as_of.',
  columns: {
    one_id: bigint('The person (dwd.one_id_map).'),
    month_on: date('First day of a month with an entry.'),
    next_month_on: date('First day of the next such month; null if none has come.', { nullable: true }),
    points_balance: bigint('Points of all accounts at the end of the month (dwd.fct_point); null without an entry.', { nullable: true }),
    points_unused_from: date('Day of the last redemption up to then, else of the first issue; null without either.', { nullable: true }),
    unused_benefit_count: bigint(
      'Benefits granted up to then and after the last use of one (dwd.fct_benefit_grant); expired ones too. Null if none was granted.',
      { nullable: true },
    ),
    benefits_unused_from: date('Day on which the first of these was granted; null without one.', {
      nullable: true,
    }),
  },
  audits: [between('unused_benefit_count', 0, null), expression('the next month is later', 'month_on < next_month_on is not false')],
})
