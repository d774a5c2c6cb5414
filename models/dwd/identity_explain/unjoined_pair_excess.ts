import { bigint, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.unjoined_pair_excess',
  grain: ['account_key', 'other_account_key', 'type'],
  kind: full(),
  doc: 'What the members of two accounts would together have too many of. A step towards dwd.identity_pair_stop.',
  columns: {
    account_key: bigint('The account with the smaller key (dwd.unjoined_pair).'),
    other_account_key: bigint('The other account.'),
    type: text('Type of identifier, or accounts.'),
    held_count: bigint('How many both have together.'),
    allowed_count: integer('How many a member can have.'),
  },
})
