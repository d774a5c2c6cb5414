import { defineTests } from 'memberhouse'

const published = { is_effective: true, is_new: false, is_deleted: false }
const assigned = (run_id: number, account_key: number, one_id: number) => ({ ...published, run_id, account_key, one_id })
const merge = (changed_by_run: number, one_id: number, other_one_id: number) => ({ kind: 'merge', changed_by_run, one_id, other_one_id })

export default defineTests('dwd.one_id', [
  {
    name: 'a merged id resolves to the final member, through all later merges',
    given: {
      'registry.dwd_one_id_map': [
        ...[assigned(1, 1, 1000001), assigned(1, 2, 1000002), assigned(2, 3, 1000003)],
        ...[assigned(3, 3, 1000002), assigned(4, 2, 1000001), assigned(4, 3, 1000001)],
      ],
      'dwd.one_id_map': [1, 2, 3].map((account_key) => ({ account_key, one_id: 1000001 })),
      'dwd.one_id_event': [merge(3, 1000002, 1000003), merge(4, 1000001, 1000002)],
    },
    expect: [
      { one_id: 1000001, current_one_id: 1000001, merged_into: null, account_count: 3, is_active: true, first_run: 1 },
      { one_id: 1000002, current_one_id: 1000001, merged_into: 1000001, account_count: 0, is_active: false, first_run: 1 },
      { one_id: 1000003, current_one_id: 1000001, merged_into: 1000002, account_count: 0, is_active: false, first_run: 2 },
    ],
  },
  {
    name: 'a split does not change earlier merges: the old id stays with the older part',
    given: {
      'registry.dwd_one_id_map': [assigned(1, 1, 1000001), assigned(1, 2, 1000002), assigned(2, 2, 1000001), assigned(3, 2, 1000003)],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1000001 },
        { account_key: 2, one_id: 1000003 },
      ],
      'dwd.one_id_event': [merge(2, 1000001, 1000002), { kind: 'split', changed_by_run: 3, one_id: 1000003, other_one_id: 1000001 }],
    },
    expect: [
      { one_id: 1000001, current_one_id: 1000001, account_count: 1, is_active: true },
      { one_id: 1000002, current_one_id: 1000001, account_count: 0, is_active: false },
      { one_id: 1000003, current_one_id: 1000003, account_count: 1, is_active: true },
    ],
  },
  {
    name: 'an id whose accounts are all gone resolves to itself, and so do ids merged into it',
    given: {
      'registry.dwd_one_id_map': [
        assigned(1, 1, 1000001),
        assigned(1, 2, 1000002),
        assigned(2, 2, 1000001),
        { ...assigned(3, 1, 1000001), is_deleted: true },
      ],
      'dwd.one_id_map': [],
      'dwd.one_id_event': [merge(2, 1000001, 1000002)],
    },
    expect: [
      { one_id: 1000001, current_one_id: 1000001, merged_into: null, account_count: 0, is_active: false },
      { one_id: 1000002, current_one_id: 1000001, merged_into: 1000001, account_count: 0, is_active: false },
    ],
  },
  {
    name: 'after a rollback an id that has accounts again resolves to itself; ids of unpublished runs have no row',
    given: {
      'registry.dwd_one_id_map': [
        ...[assigned(1, 1, 1000001), assigned(1, 2, 1000002), assigned(2, 2, 1000001), assigned(3, 2, 1000002)],
        { ...assigned(4, 3, 1000003), is_effective: false },
      ],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1000001 },
        { account_key: 2, one_id: 1000002 },
      ],
      'dwd.one_id_event': [merge(2, 1000001, 1000002)],
    },
    expect: [
      { one_id: 1000001, current_one_id: 1000001, merged_into: null, is_active: true },
      { one_id: 1000002, current_one_id: 1000002, merged_into: null, is_active: true },
    ],
  },
])
