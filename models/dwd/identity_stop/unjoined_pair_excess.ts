import { bigint, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.unjoined_pair_excess',
  grain: ['account_key', 'other_account_key', 'type'],
  kind: full(),
  doc: 'The limits that the members of two accounts would exceed together. Intermediate model for dwd.identity_pair_stop.',
  columns: {
    account_key: bigint('The account with the smaller key (dwd.unjoined_pair).'),
    other_account_key: bigint('The other account.'),
    type: text('Type of identifier, or accounts.'),
    held_count: bigint('How many both members have together.'),
    allowed_count: integer('How many a member may have.'),
  },
})
