import { defineTests } from 'memberhouse'

/** A run that gave an account this id; run 9 is the one that is being built. */
const gave = (run_id: number, account_key: number, one_id: number) => ({
  ...{ run_id, account_key, one_id, is_ended: false, is_effective: true, is_new: run_id === 9 },
})
const gone = (run_id: number, account_key: number, one_id: number) => ({ ...gave(run_id, account_key, one_id), is_ended: true })

export default defineTests('dwd.one_id_move', [
  {
    name: 'an account nobody knew is a new member, or joins one that is there; what earlier runs changed is told no more',
    given: {
      'registry.dwd_one_id_map': [gave(1, 1, 1000001), gave(1, 2, 1000001), gave(9, 3, 1000001), gave(9, 4, 1000002), gave(9, 5, 1000002)],
    },
    expect: [
      { account_key: 3, changed_by_run: 9, one_id: 1000001, was: null, kind: 'join' },
      { account_key: 4, changed_by_run: 9, one_id: 1000002, was: null, kind: 'new' },
      { account_key: 5, changed_by_run: 9, one_id: 1000002, was: null, kind: 'new' },
    ],
  },
  {
    name: 'all accounts of a member that go to an older one are a merge, also where one of them is gone',
    given: {
      'registry.dwd_one_id_map': [
        ...[gave(1, 1, 1000001), gave(1, 2, 1000002), gave(2, 3, 1000002), gave(2, 4, 1000002)],
        ...[gave(9, 2, 1000001), gave(9, 3, 1000001), gone(9, 4, 1000002)],
      ],
    },
    expect: [
      { account_key: 2, changed_by_run: 9, one_id: 1000001, was: 1000002, kind: 'merge' },
      { account_key: 3, changed_by_run: 9, one_id: 1000001, was: 1000002, kind: 'merge' },
    ],
  },
  {
    name: 'accounts that leave a member are a split where their id is new, a move where it is not; a new account with them joins',
    given: {
      'registry.dwd_one_id_map': [
        ...[gave(1, 1, 1000001), gave(1, 2, 1000001), gave(1, 3, 1000001), gave(1, 4, 1000002)],
        ...[gave(9, 2, 1000003), gave(9, 5, 1000003), gave(9, 3, 1000002)],
      ],
    },
    expect: [
      { account_key: 2, changed_by_run: 9, one_id: 1000003, was: 1000001, kind: 'split' },
      { account_key: 5, changed_by_run: 9, one_id: 1000003, was: null, kind: 'join' },
      { account_key: 3, changed_by_run: 9, one_id: 1000002, was: 1000001, kind: 'move' },
    ],
  },
  {
    name: 'of a member that falls to pieces, the part that goes to an older one is a merge, no other is',
    given: {
      'registry.dwd_one_id_map': [
        ...[gave(1, 1, 1000001), gave(1, 2, 1000002), gave(1, 3, 1000002), gave(1, 4, 1000002), gave(1, 5, 1000003)],
        ...[gave(9, 2, 1000001), gave(9, 3, 1000003), gave(9, 4, 1000004)],
      ],
    },
    expect: [
      { account_key: 2, one_id: 1000001, was: 1000002, kind: 'merge' },
      { account_key: 3, one_id: 1000003, was: 1000002, kind: 'move' },
      { account_key: 4, one_id: 1000004, was: 1000002, kind: 'split' },
    ],
  },
  {
    name: 'an account that is gone moved nowhere, one that comes back joins, and what a run gave that was never published counts for nothing',
    given: {
      'registry.dwd_one_id_map': [
        ...[gave(1, 1, 1000001), gave(1, 2, 1000001), gone(2, 2, 1000001), gave(1, 3, 1000002)],
        { ...gave(3, 4, 1000003), is_effective: false },
        ...[gave(9, 2, 1000001), gone(9, 3, 1000002), gave(9, 4, 1000003)],
      ],
    },
    expect: [
      { account_key: 2, changed_by_run: 9, one_id: 1000001, was: null, kind: 'join' },
      { account_key: 4, changed_by_run: 9, one_id: 1000003, was: null, kind: 'new' },
    ],
  },
])
