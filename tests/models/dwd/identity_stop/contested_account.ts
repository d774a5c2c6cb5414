import { defineTests } from 'memberhouse'

// Member 1000001 has accounts 1 and 2, member 1000002 has accounts 3 and 4, and so on.
const map = [1, 2, 3, 4, 5, 6].map((account_key) => ({ account_key, one_id: 1_000_000 + Math.ceil(account_key / 2) }))

const limit = { name: 'identity_largest_member_count', business_line: '*' }

export default defineTests('dwd.contested_account', [
  {
    as_of: '2026-01-01',
    name: 'a value shared by two members contests all their accounts; a value within one member contests none',
    given: {
      'dwd.one_id_map': map,
      'dwd.identity_edge': [
        { account_key: 2, value_key: 70 },
        { account_key: 3, value_key: 70 },
        { account_key: 1, value_key: 71 },
        { account_key: 5, value_key: 72 },
        { account_key: 6, value_key: 72 },
      ],
    },
    expect: [
      { account_key: 1, one_id: 1000001 },
      { account_key: 2, one_id: 1000001 },
      { account_key: 3, one_id: 1000002 },
      { account_key: 4, one_id: 1000002 },
    ],
  },
  {
    as_of: '2026-01-01',
    name: 'a decision contests the members of both accounts, and none if the accounts are gone',
    given: {
      'dwd.one_id_map': map,
      'dwd.account_decision': [
        { account_key: 1, other_account_key: 4, is_link: false },
        { account_key: 98, other_account_key: 99, is_link: false },
      ],
    },
    expect: [{ account_key: 1 }, { account_key: 2 }, { account_key: 3 }, { account_key: 4 }],
  },
  {
    name: 'an oversized member is contested even if it shares no value',
    as_of: '2026-01-01',
    given: {
      'dwd.one_id_map': [...map, { account_key: 7, one_id: 1000003 }],
      'dwd.parameter_span': [
        { ...limit, starts_on: '2000-01-01', ends_before: '2025-06-01', value: 60 },
        { ...limit, starts_on: '2025-06-01', ends_before: '2026-06-01', value: 2 },
        { ...limit, starts_on: '2026-06-01', ends_before: 'infinity', value: 1 },
        { ...limit, business_line: 'food', starts_on: '2025-12-01', ends_before: 'infinity', value: 9 },
      ],
    },
    expect: [
      { account_key: 5, one_id: 1000003 },
      { account_key: 6, one_id: 1000003 },
      { account_key: 7, one_id: 1000003 },
    ],
  },
])
