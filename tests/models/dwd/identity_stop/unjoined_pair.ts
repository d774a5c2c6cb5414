import { defineTests } from 'memberhouse'

const pair = (account_key: number, other_account_key: number, probability: number, may_join: boolean) => ({
  ...{ account_key, other_account_key, probability, may_join },
})

export default defineTests('dwd.unjoined_pair', [
  {
    name: 'pairs from 0.99 across two members, whether or not they may join',
    given: {
      'dwd.identity_pair': [pair(1, 2, 0.995, true), pair(1, 3, 0.999, true), pair(1, 4, 0.98, false), pair(2, 3, 0.99, false)],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1_000_001 },
        { account_key: 2, one_id: 1_000_001 },
        { account_key: 3, one_id: 1_000_002 },
        { account_key: 4, one_id: 1_000_003 },
      ],
    },
    expect: [
      { account_key: 1, other_account_key: 3, one_id: 1_000_001, other_one_id: 1_000_002, may_join: true },
      { account_key: 2, other_account_key: 3, one_id: 1_000_001, other_one_id: 1_000_002, may_join: false },
    ],
  },
])
