import { defineTests } from 'memberhouse'

const map = Object.entries({ 1: 1, 2: 1, 3: 2, 4: 3, 5: 3, 6: 4 }).map(([account_key, one_id]) => ({
  account_key: Number(account_key),
  one_id,
}))
const edge = (account_key: number, rule: number, value_key: number) => ({ account_key, rule, value_key })
const limit = { name: 'identity_largest_member_count', business_line: '*' }
const given = {
  'dwd.one_id_map': map,
  'dwd.match_rule': [
    { rule: 0, type: 'member_no', limit_per_member: 1 },
    { rule: 3, type: 'phone', limit_per_member: 2 },
    { rule: 5, type: 'openid', limit_per_member: null },
  ],
  'dwd.parameter_span': [
    { ...limit, starts_on: '2000-01-01', ends_before: '2026-02-01', value: 3 },
    { ...limit, starts_on: '2026-02-01', ends_before: 'infinity', value: 1 },
    { ...limit, starts_on: '2025-12-01', ends_before: 'infinity', business_line: 'food', value: 1 },
  ],
}

export default defineTests('dwd.unjoined_pair_excess', [
  {
    name: 'values of both members count once, and types without a limit are ignored',
    as_of: '2026-01-01',
    given: {
      ...given,
      'dwd.unjoined_pair': [{ account_key: 1, other_account_key: 3, one_id: 1, other_one_id: 2, may_join: true }],
      'dwd.identity_edge': [
        ...[edge(1, 0, 10), edge(3, 0, 11), edge(1, 3, 30), edge(2, 3, 31), edge(3, 3, 31)],
        ...[edge(1, 5, 50), edge(2, 5, 51), edge(3, 5, 52)],
      ],
    },
    expect: [{ account_key: 1, other_account_key: 3, type: 'member_no', held_count: 2, allowed_count: 1 }],
  },
  {
    name: 'too many accounts for one member',
    as_of: '2026-01-01',
    given: {
      ...given,
      'dwd.unjoined_pair': [{ account_key: 1, other_account_key: 4, one_id: 1, other_one_id: 3, may_join: true }],
      'dwd.identity_edge': [],
    },
    expect: [{ account_key: 1, other_account_key: 4, type: 'accounts', held_count: 4, allowed_count: 3 }],
  },
  {
    name: 'no excess if one member already has all values, after a link',
    as_of: '2026-01-01',
    given: {
      ...given,
      'dwd.unjoined_pair': [{ account_key: 1, other_account_key: 3, one_id: 1, other_one_id: 2, may_join: true }],
      'dwd.identity_edge': [edge(1, 0, 10), edge(2, 0, 11), edge(3, 0, 11)],
    },
    expect: [],
  },
])
