import { defineTests } from 'memberhouse'

const moved = (account_key: number, previous_one_id: number | null, one_id: number, kind: string) => ({
  account_key,
  previous_one_id,
  one_id,
  kind,
})
const at = (one_id: number, account_key: number) => ({ account_key, one_id })
const unlink = (account_key: number, other_account_key: number, decision_id: string) => ({
  ...{ account_key, other_account_key, is_link: false, decision_id },
})

export default defineTests('dwd.split_reason', [
  {
    name: 'an unlink between accounts that were one member explains their split; other unlinks do not',
    given: {
      'dwd.one_id_move': [moved(5, 1000004, 1000005, 'split'), moved(6, 1000004, 1000006, 'split'), moved(8, 1000007, 1000004, 'merge')],
      'dwd.one_id_map': [at(1000004, 4), at(1000005, 5), at(1000006, 6), at(1000004, 8), at(1000009, 9)],
      'dwd.account_decision': [unlink(4, 5, 'd1'), unlink(5, 6, 'd2'), unlink(6, 9, 'another member, long ago')],
    },
    expect: [
      {
        ...{ one_id: 1000005, previous_one_id: 1000004, place: 1 },
        evidence: { action: 'unlink', decision_id: 'd1', account_key: '5', other_account_key: '4' },
      },
      {
        ...{ one_id: 1000005, previous_one_id: 1000004, place: 2 },
        evidence: { action: 'unlink', decision_id: 'd2', account_key: '5', other_account_key: '6' },
      },
      {
        ...{ one_id: 1000006, previous_one_id: 1000004, place: 1 },
        evidence: { action: 'unlink', decision_id: 'd2', account_key: '6', other_account_key: '5' },
      },
    ],
  },
  {
    name: 'a shared value that no longer links explains the split, even if both accounts split off',
    given: {
      'dwd.one_id_move': [moved(3, 1000001, 1000002, 'split'), moved(4, 1000001, 1000003, 'split'), moved(9, 1000008, 1000009, 'split')],
      'dwd.one_id_map': [at(1000001, 1), at(1000002, 3), at(1000003, 4), at(1000008, 8), at(1000009, 9)],
      'dwd.ineffective_identifier': [
        ...[1, 3].map((account_key) => ({
          account_key,
          type: 'phone',
          shared_value: '+8613812340001',
          effect: 'blocked',
          reason: 'person',
        })),
        ...[3, 4, 8].map((account_key) => ({
          account_key,
          type: 'email',
          shared_value: '70',
          effect: 'stopped',
          reason: 'a member has at most 1 email',
        })),
      ],
    },
    expect: [
      {
        ...{ one_id: 1000002, previous_one_id: 1000001, place: 1 },
        evidence: { type: 'email', stopped: 'a member has at most 1 email', account_key: '3', other_account_key: '4' },
      },
      {
        one_id: 1000002,
        previous_one_id: 1000001,
        place: 2,
        evidence: { type: 'phone', blocked: 'person', account_key: '3', other_account_key: '1' },
      },
      {
        ...{ one_id: 1000003, previous_one_id: 1000001, place: 1 },
        evidence: { type: 'email', stopped: 'a member has at most 1 email', account_key: '4', other_account_key: '3' },
      },
    ],
  },
])
