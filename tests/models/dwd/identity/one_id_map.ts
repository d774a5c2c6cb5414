import { defineTests } from 'memberhouse'

const account = (account_key: number) => ({ account_key, first_seen_at: `2025-01-0${account_key}T00:00:00Z` })
const edge = (account_key: number, value_key: number, rule: number) => ({ account_key, value_key, rule })
const match_rule = [
  { rule: 0, limit_per_member: 1 },
  { rule: 3, limit_per_member: null },
]
const limit = { name: 'identity_largest_member_count', business_line: '*', starts_on: '2025-12-31', ends_before: '2026-01-01', value: 3 }
// Only the value of the retailer on the last day before as_of counts: not an earlier or later one, nor that of a business line.
const parameter = [
  limit,
  { ...limit, starts_on: '2000-01-01', ends_before: '2025-12-31', value: 1 },
  { ...limit, starts_on: '2026-01-01', ends_before: 'infinity', value: 1 },
  { ...limit, business_line: 'food', value: 1 },
]
const known = (account_key: number, one_id: number, run_id: number) => ({
  ...{ account_key, one_id, run_id, is_deleted: false, is_new: false, is_effective: true },
})

export default defineTests('dwd.one_id_map', [
  {
    name: 'accounts that share a value are one member; new ids follow the joining time of the oldest account',
    as_of: '2026-01-01',
    given: {
      'dwd.account': [account(1), account(2), account(3)],
      'dwd.identity_edge': [edge(2, 9, 3), edge(3, 9, 3)],
      'dwd.match_rule': match_rule,
      'dwd.parameter_span': parameter,
    },
    expect: [
      { account_key: 1, one_id: 1000001, is_deleted: false },
      { account_key: 2, one_id: 1000002, is_deleted: false },
      { account_key: 3, one_id: 1000002, is_deleted: false },
    ],
  },
  {
    name: 'only differences from the registry are returned; a deleted account is returned as deleted, with its last id',
    as_of: '2026-01-01',
    given: {
      'dwd.account': [account(1), account(2)],
      'dwd.identity_edge': [edge(1, 9, 3), edge(2, 9, 3)],
      'dwd.match_rule': match_rule,
      'dwd.parameter_span': parameter,
      'registry.dwd_one_id_map': [known(1, 1000001, 1), known(2, 1000002, 1), known(3, 1000003, 1)],
    },
    expect: [
      { account_key: 2, one_id: 1000001, is_deleted: false },
      { account_key: 3, one_id: 1000003, is_deleted: true },
    ],
  },
  {
    name: 'accounts of a cluster beyond the largest size are not joined',
    as_of: '2026-01-01',
    given: {
      'dwd.account': [account(1), account(2), account(3), account(4)],
      'dwd.identity_edge': [edge(1, 9, 3), edge(2, 9, 3), edge(3, 9, 3), edge(4, 9, 3)],
      'dwd.match_rule': match_rule,
      'dwd.parameter_span': parameter,
    },
    expect: [1, 2, 3, 4].map((account_key) => ({ account_key, one_id: 1000000 + account_key })),
  },
  {
    name: 'a join beyond a limit is not made, unless a person links the accounts',
    as_of: '2026-01-01',
    given: {
      'dwd.account': [account(1), account(2), account(3)],
      'dwd.identity_edge': [edge(1, 7, 0), edge(2, 8, 0), edge(1, 9, 3), edge(2, 9, 3), edge(3, 9, 3)],
      'dwd.match_rule': match_rule,
      'dwd.parameter_span': parameter,
      'dwd.account_decision': [
        { account_key: 2, other_account_key: 3, is_link: true, decision_id: 'a', decided_at: '2026-01-01T00:00:00Z' },
      ],
    },
    expect: [
      { account_key: 1, one_id: 1000001 },
      { account_key: 2, one_id: 1000002 },
      { account_key: 3, one_id: 1000002 },
    ],
  },
])
