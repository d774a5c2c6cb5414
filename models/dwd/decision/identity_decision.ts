import { bigint, conserves, defineModel, expression, full, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.identity_decision',
  grain: ['decision_id'],
  kind: full(),
  doc:
    'Decisions of people about identities, each with its problem if it is invalid. An invalid decision has no effect; to correct it, load it ' +
    'again under the same decision_id.',
  columns: {
    decision_id: text('The decision (ods.identity_decision).'),
    action: text('link, unlink, block or allow.', { nullable: true }),
    account_key: bigint('First account of a link or unlink (dwd.account).', { nullable: true }),
    other_account_key: bigint('Second account.', { nullable: true }),
    type: text('Type of identifier of a block or allow.', { nullable: true }),
    value: text('Its normalised value.', { nullable: true, personal: true }),
    reason: text('Reason, as free text.', { nullable: true }),
    decided_by: text('Who decided.', { nullable: true }),
    decided_at: timestamptz('Time of the decision.', { nullable: true }),
    problem: text('Why the decision is invalid; null if it is valid.', { nullable: true }),
  },
  audits: [conserves('ods.identity_decision'), warn(expression('the decision is valid', 'problem is null'))],
})
