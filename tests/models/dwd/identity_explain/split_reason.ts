import { defineTests } from 'memberhouse'

const moved = (account_key: number, was: number | null, one_id: number, kind: string) => ({ account_key, was, one_id, kind })
const at = (one_id: number, account_key: number) => ({ account_key, one_id })
const unlink = (account_key: number, other_account_key: number, decision_id: string) => ({
  ...{ account_key, other_account_key, is_link: false, decision_id },
})

export default defineTests('dwd.split_reason', [
  {
    name: 'who was unlinked from an account that it was one with, and is not now, was parted by that word; older words part nobody anew',
    given: {
      'dwd.one_id_move': [moved(5, 1000004, 1000005, 'split'), moved(6, 1000004, 1000006, 'split'), moved(8, 1000007, 1000004, 'merge')],
      'dwd.one_id_map': [at(1000004, 4), at(1000005, 5), at(1000006, 6), at(1000004, 8), at(1000009, 9)],
      'dwd.account_decision': [unlink(4, 5, 'd1'), unlink(5, 6, 'd2'), unlink(6, 9, 'of long ago, from another member')],
    },
    expect: [
      {
        ...{ one_id: 1000005, was: 1000004, place: 1 },
        evidence: { action: 'unlink', decision_id: 'd1', account_key: '5', other_account_key: '4' },
      },
      {
        ...{ one_id: 1000005, was: 1000004, place: 2 },
        evidence: { action: 'unlink', decision_id: 'd2', account_key: '5', other_account_key: '6' },
      },
      {
        ...{ one_id: 1000006, was: 1000004, place: 1 },
        evidence: { action: 'unlink', decision_id: 'd2', account_key: '6', other_account_key: '5' },
      },
    ],
  },
  {
    name: 'a value of both that ties nobody any more parted them, also where both split off, each for itself',
    given: {
      'dwd.one_id_move': [moved(3, 1000001, 1000002, 'split'), moved(4, 1000001, 1000003, 'split'), moved(9, 1000008, 1000009, 'split')],
      'dwd.one_id_map': [at(1000001, 1), at(1000002, 3), at(1000003, 4), at(1000008, 8), at(1000009, 9)],
      'dwd.ineffective_identifier': [
        ...[1, 3].map((account_key) => ({ account_key, type: 'phone', shared: '+8613812340001', how: 'blocked', reason: 'person' })),
        ...[3, 4, 8].map((account_key) => ({
          account_key,
          type: 'email',
          shared: '70',
          how: 'stopped',
          reason: 'a member has at most 1 email',
        })),
      ],
    },
    expect: [
      {
        ...{ one_id: 1000002, was: 1000001, place: 1 },
        evidence: { type: 'email', stopped: 'a member has at most 1 email', account_key: '3', other_account_key: '4' },
      },
      { one_id: 1000002, was: 1000001, place: 2, evidence: { type: 'phone', blocked: 'person', account_key: '3', other_account_key: '1' } },
      {
        ...{ one_id: 1000003, was: 1000001, place: 1 },
        evidence: { type: 'email', stopped: 'a member has at most 1 email', account_key: '4', other_account_key: '3' },
      },
    ],
  },
])
