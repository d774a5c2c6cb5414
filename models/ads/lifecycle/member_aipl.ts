import { accepted, bigint, date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'ads.member_aipl',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'Where each member and visitor stands on as_of between awareness and loyalty (AIPL), and what to do with them.',
  columns: {
    one_id: bigint('The person.'),
    membership: text('member or visitor (dws.member_status).'),
    stage: text('none, aware, interested, purchased or loyal (warehouse.aipl_stage).'),
    since_on: date(
      'First month start that was judged so, within the last 24; for a stage that began since the last month start, the last day on which ' +
        'something led to it.',
    ),
    previous_stage: text('Stage before; null for the first one.', { nullable: true }),
    next_stage: text('Stage that follows if nothing happens; null for none.', { nullable: true }),
    next_stage_on: date('First day of it.', { nullable: true }),
    goal_zh: text('Goal of the playbook (dwd.playbook), in Chinese.'),
    goal_en: text('Goal of the playbook.'),
    action_zh: text('What to do, in Chinese.'),
    action_en: text('What to do.'),
    content_zh: text('What to write about, in Chinese.', { nullable: true }),
    content_en: text('What to write about.', { nullable: true }),
    benefit_zh: text('What to offer, in Chinese.', { nullable: true }),
    benefit_en: text('What to offer.', { nullable: true }),
    channel: text('Where to begin; null for any.', { nullable: true }),
    rules_version: text('Version of the rules (dws.lifecycle_rule).'),
  },
  audits: [
    accepted('membership', ['member', 'visitor']),
    accepted('stage', ['none', 'aware', 'interested', 'purchased', 'loyal']),
    expression('another stage before', 'previous_stage <> stage is not false'),
    expression('since a day up to as_of', 'since_on <= warehouse.as_of()'),
  ],
})
