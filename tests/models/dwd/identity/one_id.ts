import { defineTests } from 'memberhouse'

const published = { is_effective: true, is_new: false, is_ended: false }
const gave = (run_id: number, account_key: number, one_id: number) => ({ ...published, run_id, account_key, one_id })
const merge = (changed_by_run: number, one_id: number, other_one_id: number) => ({ kind: 'merge', changed_by_run, one_id, other_one_id })

export default defineTests('dwd.one_id', [
  {
    name: 'an id that was merged stands for what it became, through all that followed',
    given: {
      'registry.dwd_one_id_map': [
        ...[gave(1, 1, 1000001), gave(1, 2, 1000002), gave(2, 3, 1000003)],
        ...[gave(3, 3, 1000002), gave(4, 2, 1000001), gave(4, 3, 1000001)],
      ],
      'dwd.one_id_map': [1, 2, 3].map((account_key) => ({ account_key, one_id: 1000001 })),
      'dwd.one_id_event': [merge(3, 1000002, 1000003), merge(4, 1000001, 1000002)],
    },
    expect: [
      { one_id: 1000001, current_one_id: 1000001, merged_into: null, account_count: 3, is_living: true, first_run: 1 },
      { one_id: 1000002, current_one_id: 1000001, merged_into: 1000001, account_count: 0, is_living: false, first_run: 1 },
      { one_id: 1000003, current_one_id: 1000001, merged_into: 1000002, account_count: 0, is_living: false, first_run: 2 },
    ],
  },
  {
    name: 'a split takes nothing from who was merged before: the old id stays with the older part, the new one stands for itself',
    given: {
      'registry.dwd_one_id_map': [gave(1, 1, 1000001), gave(1, 2, 1000002), gave(2, 2, 1000001), gave(3, 2, 1000003)],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1000001 },
        { account_key: 2, one_id: 1000003 },
      ],
      'dwd.one_id_event': [merge(2, 1000001, 1000002), { kind: 'split', changed_by_run: 3, one_id: 1000003, other_one_id: 1000001 }],
    },
    expect: [
      { one_id: 1000001, current_one_id: 1000001, account_count: 1, is_living: true },
      { one_id: 1000002, current_one_id: 1000001, account_count: 0, is_living: false },
      { one_id: 1000003, current_one_id: 1000003, account_count: 1, is_living: true },
    ],
  },
  {
    name: 'an id whose accounts are all gone stays its own, and one that was merged into it still stands for it',
    given: {
      'registry.dwd_one_id_map': [
        gave(1, 1, 1000001),
        gave(1, 2, 1000002),
        gave(2, 2, 1000001),
        { ...gave(3, 1, 1000001), is_ended: true },
      ],
      'dwd.one_id_map': [],
      'dwd.one_id_event': [merge(2, 1000001, 1000002)],
    },
    expect: [
      { one_id: 1000001, current_one_id: 1000001, merged_into: null, account_count: 0, is_living: false },
      { one_id: 1000002, current_one_id: 1000001, merged_into: 1000001, account_count: 0, is_living: false },
    ],
  },
  {
    name: 'after a rollback an id that has accounts again stands for itself; one that no published run gave is none',
    given: {
      'registry.dwd_one_id_map': [
        ...[gave(1, 1, 1000001), gave(1, 2, 1000002), gave(2, 2, 1000001), gave(3, 2, 1000002)],
        { ...gave(4, 3, 1000003), is_effective: false },
      ],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1000001 },
        { account_key: 2, one_id: 1000002 },
      ],
      'dwd.one_id_event': [merge(2, 1000001, 1000002)],
    },
    expect: [
      { one_id: 1000001, current_one_id: 1000001, merged_into: null, is_living: true },
      { one_id: 1000002, current_one_id: 1000002, merged_into: null, is_living: true },
    ],
  },
])
