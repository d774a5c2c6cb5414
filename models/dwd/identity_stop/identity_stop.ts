import { accepted, bigint, computed, defineModel, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.identity_stop',
  grain: ['account_key', 'value_key'],
  kind: computed('identity/identity_stop.ts', { store: 'changes' }),
  doc: 'Joins that a guard stopped: an account that shares a value with another member but was not joined to it, and why.',
  columns: {
    account_key: bigint('The account that was not joined (dwd.account).'),
    value_key: bigint('The shared value (dwd.identity_edge).'),
    guard: text(
      'limit: the member would exceed a limit; apart: a person unlinked the accounts; too_large: the whole cluster is set aside.',
    ),
    reason: text('Reason, as text: the limit, or the size of the cluster.'),
  },
  audits: [
    accepted('guard', ['limit', 'apart', 'too_large']),
    warn({
      name: 'a cluster exceeds the largest member',
      severity: 'warn',
      failing: `select reason, count(distinct account_key) as account_count from {rows} where guard = 'too_large' group by reason`,
    }),
  ],
})
