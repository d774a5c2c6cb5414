import { defineTests } from 'memberhouse'

export default defineTests('dwd.account_tie', [
  {
    name: 'links and pairs that may join have a row in both directions; unlinks and other pairs have none',
    given: {
      'dwd.account_decision': [
        { account_key: 1, other_account_key: 3, is_link: true, decision_id: 'd1' },
        { account_key: 4, other_account_key: 5, is_link: false, decision_id: 'd2' },
      ],
      'dwd.identity_pair': [
        { account_key: 1, other_account_key: 3, probability: 0.99512, may_join: true, weights: { name: 9 } },
        { account_key: 2, other_account_key: 4, probability: 0.999, may_join: false, weights: { name: 5 } },
      ],
    },
    expect: [
      [1, 3],
      [3, 1],
    ].flatMap(([account_key, other_account_key]) => [
      { account_key, other_account_key, priority: -1, evidence: { action: 'link', decision_id: 'd1' } },
      { account_key, other_account_key, priority: 1000, evidence: { type: 'similarity', probability: 0.9951, weights: { name: 9 } } },
    ]),
  },
])
