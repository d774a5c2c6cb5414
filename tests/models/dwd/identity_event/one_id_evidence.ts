import { defineTests } from 'memberhouse'

const moved = (account_key: number, previous_one_id: number | null, one_id: number, kind: string) => ({
  account_key,
  previous_one_id,
  one_id,
  kind,
  changed_by_run: 9,
})
const inMember = (one_id: number, ...account_keys: number[]) => account_keys.map((account_key) => ({ account_key, one_id }))
const phone = (account_key: number, value_key = 70) => ({ account_key, value_key, rule: 3, type: 'phone', value: '+8613812340001' })

const tie = (account_key: number, other_account_key: number, priority: number, evidence: object) => ({
  ...{ account_key, other_account_key, priority, evidence },
})

export default defineTests('dwd.one_id_evidence', [
  {
    name: 'evidence is a value shared with the new member, not one that the moved accounts shared among themselves',
    given: {
      'dwd.one_id_move': [moved(3, 1000002, 1000001, 'merge'), moved(4, 1000002, 1000001, 'merge'), moved(5, null, 1000001, 'join')],
      'dwd.one_id_map': inMember(1000001, 1, 2, 3, 4, 5),
      'dwd.identity_edge': [
        ...[phone(1), phone(2), phone(3)],
        ...[3, 4].map((account_key) => ({ account_key, value_key: 71, rule: 0, type: 'unionid', value: 'u1' })),
        // Account 9 stays with another member.
        ...[4, 9].map((account_key) => ({ account_key, value_key: 72, rule: 0, type: 'member_no', value: 'M1' })),
      ],
    },
    expect: [
      { one_id: 1000001, previous_one_id: 1000002, place: 1, evidence: { type: 'phone', account_key: '3', other_account_key: '1' } },
    ],
  },
  {
    name: 'the strongest tie comes first, and at most five are kept',
    given: {
      'dwd.one_id_move': [2, 3, 4, 5, 6].map((account_key) => moved(account_key, 1000002, 1000001, 'merge')),
      'dwd.one_id_map': inMember(1000001, 1, 2, 3, 4, 5, 6),
      'dwd.identity_edge': [
        ...[1, 2, 3, 4, 5, 6].map((account_key) => phone(account_key)),
        ...[1, 2].map((account_key) => ({ account_key, value_key: 71, rule: 107, type: 'device_id', agreeing_type: 'birthday' })),
        ...[1, 6].map((account_key) => ({ account_key, value_key: 72, rule: 0, type: 'unionid' })),
      ],
    },
    expect: [
      { place: 1, evidence: { type: 'unionid', account_key: '6', other_account_key: '1' } },
      ...[2, 3, 4, 5].map((account_key) => ({
        place: account_key,
        evidence: { type: 'phone', account_key: String(account_key), other_account_key: '1' },
      })),
    ],
  },
  {
    name: 'a weak value names its agreeing attribute',
    given: {
      'dwd.one_id_move': [moved(2, 1000002, 1000001, 'move')],
      'dwd.one_id_map': inMember(1000001, 1, 2),
      'dwd.identity_edge': [1, 2].map((account_key) => ({
        ...{
          account_key,
          value_key: 71,
          rule: 107,
          type: 'device_id',
          value: 'tab-1',
          agreeing_type: 'birthday',
          agreeing_value: '1990-05-31',
        },
      })),
    },
    expect: [{ place: 1, evidence: { type: 'device_id', agreeing: 'birthday', account_key: '2', other_account_key: '1' } }],
  },
  {
    name: "a person's decision ranks above values, and values above similarity",
    given: {
      'dwd.one_id_move': [moved(3, 1000002, 1000001, 'merge')],
      'dwd.one_id_map': inMember(1000001, 1, 2, 3),
      'dwd.identity_edge': [phone(1), phone(3)],
      'dwd.account_tie': [
        tie(3, 2, 1000, { type: 'similarity', probability: 0.995 }),
        tie(3, 1, -1, { action: 'link', decision_id: 'd1' }),
      ],
    },
    expect: [
      { place: 1, evidence: { action: 'link', decision_id: 'd1', account_key: '3', other_account_key: '1' } },
      { place: 2, evidence: { type: 'phone', account_key: '3', other_account_key: '1' } },
      { place: 3, evidence: { type: 'similarity', probability: 0.995, account_key: '3', other_account_key: '2' } },
    ],
  },
  {
    name: 'a tie between accounts that were not joined is not evidence',
    given: {
      'dwd.one_id_move': [moved(3, 1000002, 1000001, 'merge'), moved(4, 1000002, 1000001, 'merge')],
      'dwd.one_id_map': [...inMember(1000001, 1, 3, 4), ...inMember(1000007, 7)],
      'dwd.account_tie': [
        tie(3, 4, -1, { action: 'link', decision_id: 'of long ago, between two who moved together' }),
        tie(3, 7, -1, { action: 'link', decision_id: 'with one of another member' }),
        tie(4, 99, -1, { action: 'link', decision_id: 'with one that is gone' }),
      ],
    },
    expect: [],
  },
])
