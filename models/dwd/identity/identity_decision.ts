import { bigint, defineModel, expression, full, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.identity_decision',
  grain: ['decision_id'],
  kind: full(),
  doc:
    'What people decided about identities, and what is wrong with it. A decision with a problem decides nothing, until it is loaded once more ' +
    'under its decision_id, put right.',
  columns: {
    decision_id: text('The decision (ods.identity_decision).'),
    action: text('link, unlink, block or allow.', { nullable: true }),
    account_key: bigint('link, unlink: the first account (dwd.account).', { nullable: true }),
    other_account_key: bigint('The second one.', { nullable: true }),
    type: text('block, allow: type of identifier.', { nullable: true }),
    value: text('Its normalised value.', { nullable: true, personal: true }),
    reason: text('Why, in words.', { nullable: true }),
    decided_by: text('Who.', { nullable: true }),
    decided_at: timestamptz('When.', { nullable: true }),
    problem: text('Why it decides nothing; null when it does.', { nullable: true }),
  },
  audits: [warn(expression('it decides something', 'problem is null'))],
})
