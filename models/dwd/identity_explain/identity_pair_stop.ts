import { accepted, bigint, defineModel, full, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.identity_pair_stop',
  grain: ['account_key', 'other_account_key'],
  kind: full({ store: 'changes' }),
  doc: 'What a guard stopped of likeness: two accounts that are surely alike (dwd.identity_pair, from 0.99) and were not joined, and why.',
  columns: {
    account_key: bigint('The account with the smaller key (dwd.account).'),
    other_account_key: bigint('The other account.'),
    guard: text(
      'apart: a person said so; names: they disagree; limit: the member would have had too many of something; too_large: a cluster is set aside; ' +
        'joined: a member is joined by likeness once.',
    ),
    reason: text('In words: which limit, and so on.'),
  },
  audits: [accepted('guard', ['apart', 'names', 'limit', 'too_large', 'joined'])],
})
