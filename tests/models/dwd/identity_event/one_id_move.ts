import { defineTests } from 'memberhouse'

/** A run that assigned this id to an account; run 9 is the current run. */
const assigned = (run_id: number, account_key: number, one_id: number) => ({
  ...{ run_id, account_key, one_id, is_deleted: false, is_effective: true, is_new: run_id === 9 },
})
const gone = (run_id: number, account_key: number, one_id: number) => ({ ...assigned(run_id, account_key, one_id), is_deleted: true })

export default defineTests('dwd.one_id_move', [
  {
    name: 'a new account is a new member or joins an existing one; changes of earlier runs have no row',
    given: {
      'registry.dwd_one_id_map': [
        assigned(1, 1, 1000001),
        assigned(1, 2, 1000001),
        assigned(9, 3, 1000001),
        assigned(9, 4, 1000002),
        assigned(9, 5, 1000002),
      ],
    },
    expect: [
      { account_key: 3, changed_by_run: 9, one_id: 1000001, previous_one_id: null, kind: 'join' },
      { account_key: 4, changed_by_run: 9, one_id: 1000002, previous_one_id: null, kind: 'new' },
      { account_key: 5, changed_by_run: 9, one_id: 1000002, previous_one_id: null, kind: 'new' },
    ],
  },
  {
    name: 'a member whose accounts all go to an older one is a merge, even if one of them is gone',
    given: {
      'registry.dwd_one_id_map': [
        ...[assigned(1, 1, 1000001), assigned(1, 2, 1000002), assigned(2, 3, 1000002), assigned(2, 4, 1000002)],
        ...[assigned(9, 2, 1000001), assigned(9, 3, 1000001), gone(9, 4, 1000002)],
      ],
    },
    expect: [
      { account_key: 2, changed_by_run: 9, one_id: 1000001, previous_one_id: 1000002, kind: 'merge' },
      { account_key: 3, changed_by_run: 9, one_id: 1000001, previous_one_id: 1000002, kind: 'merge' },
    ],
  },
  {
    name: 'accounts that leave a member are a split if their id is new, otherwise a move; a new account with them is a join',
    given: {
      'registry.dwd_one_id_map': [
        ...[assigned(1, 1, 1000001), assigned(1, 2, 1000001), assigned(1, 3, 1000001), assigned(1, 4, 1000002)],
        ...[assigned(9, 2, 1000003), assigned(9, 5, 1000003), assigned(9, 3, 1000002)],
      ],
    },
    expect: [
      { account_key: 2, changed_by_run: 9, one_id: 1000003, previous_one_id: 1000001, kind: 'split' },
      { account_key: 5, changed_by_run: 9, one_id: 1000003, previous_one_id: null, kind: 'join' },
      { account_key: 3, changed_by_run: 9, one_id: 1000002, previous_one_id: 1000001, kind: 'move' },
    ],
  },
  {
    name: 'if a member falls apart, only the part that goes to an older id is a merge',
    given: {
      'registry.dwd_one_id_map': [
        ...[assigned(1, 1, 1000001), assigned(1, 2, 1000002), assigned(1, 3, 1000002), assigned(1, 4, 1000002), assigned(1, 5, 1000003)],
        ...[assigned(9, 2, 1000001), assigned(9, 3, 1000003), assigned(9, 4, 1000004)],
      ],
    },
    expect: [
      { account_key: 2, one_id: 1000001, previous_one_id: 1000002, kind: 'merge' },
      { account_key: 3, one_id: 1000003, previous_one_id: 1000002, kind: 'move' },
      { account_key: 4, one_id: 1000004, previous_one_id: 1000002, kind: 'split' },
    ],
  },
  {
    name: 'an account that is gone has no row, a returning one is a join, and ids of unpublished runs are ignored',
    given: {
      'registry.dwd_one_id_map': [
        ...[assigned(1, 1, 1000001), assigned(1, 2, 1000001), gone(2, 2, 1000001), assigned(1, 3, 1000002)],
        { ...assigned(3, 4, 1000003), is_effective: false },
        ...[assigned(9, 2, 1000001), gone(9, 3, 1000002), assigned(9, 4, 1000003)],
      ],
    },
    expect: [
      { account_key: 2, changed_by_run: 9, one_id: 1000001, previous_one_id: null, kind: 'join' },
      { account_key: 4, changed_by_run: 9, one_id: 1000003, previous_one_id: null, kind: 'new' },
    ],
  },
])
