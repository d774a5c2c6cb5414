import { accepted, bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.identity_pair_stop',
  grain: ['account_key', 'other_account_key'],
  kind: full({ store: 'changes' }),
  doc: 'Pairs of accounts that are almost certainly one person (dwd.identity_pair, from 0.99) but were not joined, and why.',
  columns: {
    account_key: bigint('The account with the smaller key (dwd.account).'),
    other_account_key: bigint('The other account.'),
    guard: text(
      'apart: a person unlinked them; names: the names disagree; limit: the member would exceed a limit; too_large: a cluster is set aside; ' +
        'joined: one of the members was already joined by similarity, which happens once.',
    ),
    reason: text('Reason, as text, such as the limit.'),
  },
  audits: [accepted('guard', ['apart', 'names', 'limit', 'too_large', 'joined'])],
})
