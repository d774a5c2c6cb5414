import { accepted, bigint, date, defineModel, expression, full, text } from 'memberhouse'

const stages = ['none', 'aware', 'interested', 'purchased', 'loyal']

export default defineModel({
  name: 'dws.member_aipl',
  grain: ['one_id'],
  kind: full({ store: 'changes' }),
  doc: 'The AIPL stage of each member and visitor on as_of, and the day on which it ends if nothing happens.',
  columns: {
    one_id: bigint('The person.'),
    membership: text('member or visitor (dws.member_status).'),
    stage: text('none, aware, interested, purchased or loyal (warehouse.aipl_stage).'),
    changed_on: date('Last day on which something led to the stage: an act, a purchase, or the end of a higher stage.'),
    next_stage: text('Stage that follows if nothing happens; null for none.', { nullable: true }),
    next_stage_on: date('First day of it.', { nullable: true }),
    rules_version: text('Version of the rules (dws.lifecycle_rule).'),
  },
  audits: [
    accepted('membership', ['member', 'visitor']),
    accepted('stage', stages),
    expression(
      'a stage that follows has a day after as_of',
      '(next_stage is null) = (next_stage_on is null) and next_stage_on > warehouse.as_of() is not false',
    ),
    expression('changed before as_of, or on it', 'changed_on <= warehouse.as_of()'),
  ],
})
