import { between, bigint, boolean, date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.lapse_touch',
  grain: ['one_id', 'lapsed_on'],
  kind: full({ store: 'changes' }),
  doc:
    'The messages and calls that a member received during a lapse (dws.member_lapse), and whether they were answered: opened, clicked, or ' +
    'followed by a purchase within winback_answer_days (dwd.parameter_span). What bounced does not count. No rows while no source reports any.',
  columns: {
    one_id: bigint('The member.'),
    lapsed_on: date('Beginning of the lapse.'),
    touch_count: bigint('Messages and calls up to the return.'),
    unanswered_count: bigint('Those after the last answered one whose time to answer has passed.'),
    is_in_churned_pool: boolean(
      'The member has not come back, and left winback_unanswered_count of them without an answer: rare contact from then on.',
    ),
    last_touched_on: date('Day of the last one; null without one.', { nullable: true }),
    return_touch_id: text('The last one in the winback_answer_days before the return; null without a return or without one.', {
      nullable: true,
    }),
    return_channel: text('Its channel.', { nullable: true }),
    return_touched_on: date('Its day.', { nullable: true }),
  },
  audits: [between('touch_count', 0, null), expression('unanswered ones are some of them', 'unanswered_count between 0 and touch_count')],
})
