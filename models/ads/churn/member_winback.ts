import { bigint, boolean, date, defineModel, expression, full, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'ads.member_winback',
  grain: ['one_id', 'lapsed_on'],
  kind: full({ store: 'changes' }),
  doc:
    'Each time that a member fell silent (dws.member_lapse): what fits to win the member back, who no longer answers, and who came back, after ' +
    'which message, with how much then and later. Whether the message was the cause only a holdout tells. What fits is the first match of: ' +
    'high value with lengthening intervals, silent since the third purchase, high value, price-sensitive, low interaction, the stage.',
  columns: {
    one_id: bigint('The member.'),
    lapsed_on: date('Beginning of the lapse (dws.member_lapse).'),
    stage: text('Lifecycle stage on as_of (dws.member_stage).'),
    class: text(
      'lengthening_intervals, third_purchase_stop, high_value (a tier of winback_tier_rank or higher in the last 24 months), price_sensitive ' +
        '(dws.member_discount), low_interaction (no act of their own any more), or the stage. Null after the return.',
      { nullable: true },
    ),
    touch_count: bigint('Messages and calls during the lapse (dws.lapse_touch); null while no source reports any.', { nullable: true }),
    unanswered_count: bigint('Those since the last answer whose time to answer has passed.', { nullable: true }),
    is_in_churned_pool: boolean('As many as winback_unanswered_count went without an answer: rare contact from now on.', {
      nullable: true,
    }),
    last_touched_on: date('Day of the last one; null without one.', { nullable: true }),
    came_back_on: date('Day of the first purchase after the lapse began; null while there is none.', { nullable: true }),
    return_touch_id: text('The last message in the winback_answer_days before it; null without one.', { nullable: true }),
    return_channel: text('Its channel.', { nullable: true }),
    return_touched_on: date('Its day.', { nullable: true }),
    came_back_amount: numeric('Sold minus returned of the day of the return, in the reporting currency.', { nullable: true }),
    later_purchase_count: bigint('Purchases after that day, before the next lapse.', { nullable: true }),
    later_amount: numeric('Sold minus returned of these.', { nullable: true }),
    goal_zh: text('What is to be reached, in Chinese (dwd.playbook); null after the return.', { nullable: true }),
    goal_en: text('What is to be reached.', { nullable: true }),
    action_zh: text('What to do, in Chinese.', { nullable: true }),
    action_en: text('What to do.', { nullable: true }),
    content_zh: text('What to write about, in Chinese.', { nullable: true }),
    content_en: text('What to write about.', { nullable: true }),
    benefit_zh: text('What to offer, in Chinese.', { nullable: true }),
    benefit_en: text('What to offer.', { nullable: true }),
    channel: text('Where to begin; null for any.', { nullable: true }),
    rules_version: text('Version of the parameters of win-back (dwd.parameter_span).'),
  },
  audits: [
    expression('what to do until the return', '(came_back_on is null) = (action_en is not null)'),
    expression('a message before the return', 'return_touched_on <= came_back_on is not false'),
  ],
})
