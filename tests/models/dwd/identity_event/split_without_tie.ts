import { defineTests } from 'memberhouse'

const split = (account_key: number, previous_one_id: number, one_id: number) => ({ account_key, previous_one_id, one_id, kind: 'split' })
const at = (one_id: number, account_key: number) => ({ account_key, one_id })

export default defineTests('dwd.split_without_tie', [
  {
    name: 'a split without decision, block or guard has one row with the newest change on either side',
    given: {
      'dwd.one_id_move': [
        ...[split(3, 1000001, 1000009), split(4, 1000001, 1000009), split(6, 1000005, 1000010), split(8, 1000007, 1000011)],
        { account_key: 2, previous_one_id: 1000012, one_id: 1000001, kind: 'merge' },
      ],
      'dwd.one_id_map': [at(1000001, 1), at(1000001, 2), at(1000009, 3), at(1000009, 4), at(1000005, 5), at(1000010, 6), at(1000007, 7)],
      'dwd.account': [
        { account_key: 1, updated_at: '2026-02-01T00:00:00Z' },
        { account_key: 2, updated_at: '2026-02-28T00:00:00Z' },
        ...[3, 4].map((account_key) => ({ account_key, updated_at: '2025-01-01T00:00:00Z' })),
        ...[5, 6, 7, 8].map((account_key) => ({ account_key, updated_at: null })),
      ],
      'dwd.split_reason': [{ one_id: 1000011, previous_one_id: 1000007, place: 1 }],
    },
    expect: [
      {
        ...{ one_id: 1000009, previous_one_id: 1000001 },
        evidence: { account_key: '3', other_account_key: '2', changed_at: '2026-02-28T00:00:00+00:00' },
      },
      { one_id: 1000010, previous_one_id: 1000005, evidence: { account_key: '6', other_account_key: '5', changed_at: null } },
    ],
  },
])
