import { bigint, boolean, defineModel, expression, full, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.account_decision',
  grain: ['account_key', 'other_account_key'],
  kind: full({ store: 'changes' }),
  doc: 'The newest word of a person about each pair of accounts.',
  columns: {
    account_key: bigint('The account with the smaller key (dwd.account).'),
    other_account_key: bigint('The other account.'),
    is_link: boolean('They are one member; else they are not.'),
    decision_id: text('The decision (ods.identity_decision).'),
    reason: text('Why, in words.'),
    decided_by: text('Who.'),
    decided_at: timestamptz('When.'),
  },
  audits: [expression('two accounts', 'account_key < other_account_key')],
})
