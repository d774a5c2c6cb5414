import { accepted, bigint, boolean, date, defineModel, expression, full, numeric, text } from 'memberhouse'

const stages = ['prospect', 'new', 'active', 'dormant', 'churned']

export default defineModel({
  name: 'ads.member_lifecycle',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc: 'Where each member stands in the lifecycle on as_of: for all business lines (`*`), and for each line where the member bought.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    stage: text('prospect, new, active, dormant or churned (warehouse.lifecycle_stage).'),
    since_on: date('First day that was judged so: a month start, or a day of the month of as_of.'),
    previous_stage: text('Stage before; null for the first one.', { nullable: true }),
    next_stage: text('Stage that follows if nothing happens; null for a prospect and a churned member.', { nullable: true }),
    next_stage_on: date('Day on which it follows.', { nullable: true }),
    growth_stage: text(
      'activate, grow, loyal or churn (dwd.growth_stage); visitors, whom the trade calls acquire, are in ads.member_aipl.',
    ),
    basic_stage: text('new, active or churned (dwd.growth_stage).'),
    short_silence_on: date(
      'Day on which silence_short_days (30) without a purchase are full, counted from the registration of whoever never bought. Silent on ' +
        'as_of: short_silence_on <= as_of.',
    ),
    medium_silence_on: date('The same for silence_medium_days (60).'),
    long_silence_on: date('The same for silence_long_days (180).'),
    cycle_days: numeric('Usual days from one purchase to the next (warehouse.purchase_cycle); null before any gap.', { nullable: true }),
    registered_on: date('Business day of the first registration.'),
    first_purchased_on: date('Business day of the first purchase; null without one.', { nullable: true }),
    last_purchased_on: date('Business day of the last purchase; null without one.', { nullable: true }),
    last_engaged_on: date('Day of the last act by themselves; null without one.', { nullable: true }),
    is_engagement_observed: boolean('A source reports the acts of the member; else purchases alone are judged.'),
    goal_zh: text('Goal of the playbook for the stage (dwd.playbook), in Chinese.'),
    goal_en: text('Goal of the playbook for the stage.'),
    action_zh: text('What to do, in Chinese.'),
    action_en: text('What to do.'),
    content_zh: text('What to write about, in Chinese.', { nullable: true }),
    content_en: text('What to write about.', { nullable: true }),
    benefit_zh: text('What to offer, in Chinese.', { nullable: true }),
    benefit_en: text('What to offer.', { nullable: true }),
    channel: text('Where to begin; null for any.', { nullable: true }),
    growth_action_zh: text('What to do for the growth stage, in Chinese.'),
    growth_action_en: text('What to do for the growth stage.'),
    rules_version: text('Version of the rules (dws.lifecycle_rule).'),
  },
  audits: [
    accepted('stage', stages),
    expression(
      'a stage that follows has a day after as_of',
      '(next_stage is null) = (next_stage_on is null) and next_stage_on > warehouse.as_of() is not false',
    ),
  ],
})
