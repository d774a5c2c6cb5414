import { bigint, boolean, defineModel, expression, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.unjoined_pair',
  grain: ['account_key', 'other_account_key'],
  kind: full(),
  doc: 'Pairs that are surely alike (dwd.identity_pair, from 0.99) and are two members all the same. A step towards dwd.identity_pair_stop.',
  columns: {
    account_key: bigint('The account with the smaller key (dwd.account).'),
    other_account_key: bigint('The other account.'),
    one_id: bigint('Member of the first.'),
    other_one_id: bigint('Member of the other.'),
    may_join: boolean('No names disagree.'),
  },
  audits: [expression('two members', 'one_id <> other_one_id')],
})
