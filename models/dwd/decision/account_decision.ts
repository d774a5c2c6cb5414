import { bigint, boolean, defineModel, expression, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.account_decision',
  grain: ['account_key', 'other_account_key'],
  kind: full({ store: 'changes' }),
  doc: 'The newest decision of a person about each pair of accounts.',
  columns: {
    account_key: bigint('The account with the smaller key (dwd.account).'),
    other_account_key: bigint('The other account.'),
    is_link: boolean('True if the accounts are one member, false if they are not.'),
    decision_id: text('The decision (ods.identity_decision).'),
    reason: text('Reason, as free text.'),
    decided_by: text('Who decided.'),
    decided_at: timestamptz('Time of the decision.'),
  },
  audits: [expression('the accounts differ and are ordered', 'account_key < other_account_key')],
})
