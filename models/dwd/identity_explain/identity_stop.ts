import { accepted, bigint, computed, defineModel, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.identity_stop',
  grain: ['account_key', 'value_key'],
  kind: computed('identity/identity_stop.ts', { store: 'changes' }),
  doc: 'What a guard stopped: an account that shares a value with another member and was not joined to it, and why.',
  columns: {
    account_key: bigint('The account that was not joined (dwd.account).'),
    value_key: bigint('The value that it shares (dwd.identity_edge).'),
    guard: text(
      'limit: the member would have had too many of something; apart: a person said so; too_large: the whole cluster is set aside.',
    ),
    reason: text('In words: which limit, or how large the cluster is.'),
  },
  audits: [
    accepted('guard', ['limit', 'apart', 'too_large']),
    warn({
      name: 'a cluster is larger than a member can be',
      severity: 'warn',
      failing: `select reason, count(distinct account_key) as account_count from {rows} where guard = 'too_large' group by reason`,
    }),
  ],
})
