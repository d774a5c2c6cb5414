import { bigint, boolean, defineModel, expression, full } from 'memberhouse'

export default defineModel({
  name: 'dwd.unjoined_pair',
  grain: ['account_key', 'other_account_key'],
  kind: full(),
  doc: 'Pairs that are almost certainly one person (dwd.identity_pair, from 0.99) but still two members. Intermediate model for dwd.identity_pair_stop.',
  columns: {
    account_key: bigint('The account with the smaller key (dwd.account).'),
    other_account_key: bigint('The other account.'),
    one_id: bigint('Member of the first account.'),
    other_one_id: bigint('Member of the other account.'),
    may_join: boolean('True if the names do not disagree.'),
  },
  audits: [expression('the members differ', 'one_id <> other_one_id')],
})
