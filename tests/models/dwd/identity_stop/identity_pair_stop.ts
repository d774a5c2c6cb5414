import { defineTests } from 'memberhouse'

const pair = (account_key: number, other_account_key: number, may_join = true) => ({
  ...{ account_key, other_account_key, one_id: 100 + account_key, other_one_id: 100 + other_account_key, may_join },
})
const excess = (type: string, held_count: number, allowed_count: number) => ({
  ...{ account_key: 5, other_account_key: 6, type, held_count, allowed_count },
})

export default defineTests('dwd.identity_pair_stop', [
  {
    name: 'each pair has one row, with its first reason: a decision, names, limits, a cluster set aside or a more similar account',
    given: {
      'dwd.unjoined_pair': [pair(1, 2, false), pair(3, 4, false), pair(5, 6), pair(7, 8), pair(9, 10)],
      'dwd.unjoined_pair_excess': [excess('phone', 4, 3), excess('member_no', 2, 1)],
      'dwd.one_id_map': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].map((account_key) => ({
        ...{ account_key, one_id: account_key === 11 ? 101 : 100 + account_key },
      })),
      // The decision concerns another account of the member.
      'dwd.account_decision': [
        { account_key: 2, other_account_key: 11, is_link: false },
        { account_key: 9, other_account_key: 10, is_link: true },
      ],
      'dwd.identity_stop': [
        { account_key: 8, guard: 'too_large' },
        { account_key: 9, guard: 'limit' },
      ],
    },
    expect: [
      { account_key: 1, other_account_key: 2, guard: 'apart', reason: 'a person unlinked them' },
      { account_key: 3, other_account_key: 4, guard: 'names', reason: 'the names disagree' },
      {
        ...{ account_key: 5, other_account_key: 6, guard: 'limit' },
        reason: 'together they would have 2 member_no (limit 1); 4 phone (limit 3)',
      },
      { account_key: 7, other_account_key: 8, guard: 'too_large', reason: 'the cluster of one of them is set aside' },
      { account_key: 9, other_account_key: 10, guard: 'joined', reason: 'one of them was joined to a more similar account' },
    ],
  },
])
