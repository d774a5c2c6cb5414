import { defineTests } from 'memberhouse'

const account = (account_key: number) => ({ account_key, first_seen_at: `2025-01-0${account_key}T00:00:00Z` })
const edge = (account_key: number, value_key: number, rule: number) => ({ account_key, value_key, rule })
const limit = { name: 'identity_largest_member_count', business_line: '*', starts_on: '2025-12-31', ends_before: '2026-01-01' }
const given = (accounts: number[], largest = 60) => ({
  'dwd.account': accounts.map(account),
  'dwd.contested_account': accounts.map((account_key) => ({ account_key })),
  'dwd.match_rule': [
    { rule: 0, type: 'member_no', limit_per_member: 1 },
    { rule: 3, type: 'phone', limit_per_member: null },
  ],
  // Only the value of the retailer on the last day before as_of counts: not an earlier or later one, nor that of a business line.
  'dwd.parameter_span': [
    { ...limit, value: largest },
    { ...limit, starts_on: '2000-01-01', ends_before: '2025-12-31', value: 1 },
    { ...limit, starts_on: '2026-01-01', ends_before: 'infinity', value: 1 },
    { ...limit, business_line: 'food', value: 1 },
  ],
})

export default defineTests('dwd.identity_stop', [
  {
    name: 'a join that would give a member two member numbers is reported for the younger account',
    as_of: '2026-01-01',
    given: { ...given([1, 2]), 'dwd.identity_edge': [edge(1, 7, 0), edge(2, 8, 0), edge(1, 9, 3), edge(2, 9, 3)] },
    expect: [{ account_key: 2, value_key: 9, guard: 'limit', reason: 'a member has at most 1 member_no' }],
  },
  {
    name: 'a value shared by two unlinked accounts is reported',
    as_of: '2026-01-01',
    given: {
      ...given([1, 2]),
      'dwd.identity_edge': [edge(1, 9, 3), edge(2, 9, 3)],
      'dwd.account_decision': [
        { account_key: 1, other_account_key: 2, is_link: false, decided_at: '2025-06-01T00:00:00Z', decision_id: 'd1' },
      ],
    },
    expect: [{ account_key: 2, value_key: 9, guard: 'apart', reason: 'a person unlinked them' }],
  },
  {
    name: 'every account with a shared value in an oversized cluster is reported',
    as_of: '2026-01-01',
    given: {
      ...given([1, 2, 3, 4], 2),
      'dwd.identity_edge': [edge(1, 9, 3), edge(2, 9, 3), edge(3, 9, 3), edge(3, 10, 3), edge(4, 11, 3)],
    },
    expect: [1, 2, 3].map((account_key) => ({
      ...{ account_key, value_key: 9, guard: 'too_large', reason: 'the cluster has 3 accounts; the limit is 2' },
    })),
  },
])
