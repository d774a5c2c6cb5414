import { defineTests } from 'memberhouse'

const moved = (account_key: number, previous_one_id: number | null, one_id: number, kind: string, changed_by_run = 9) => ({
  ...{ account_key, previous_one_id, one_id, kind, changed_by_run },
})
const phone = (account_key: number) => ({ type: 'phone', account_key: String(account_key), other_account_key: '1' })
const merge = {
  changed_by_run: 2,
  changed_on: '2026-01-01',
  kind: 'merge',
  one_id: 1000001,
  other_one_id: 1000002,
  account_count: 1,
  evidence: [phone(2)],
}
const tonight = { changed_by_run: 9, changed_on: '2026-03-01' }
const published = { run_id: 2, is_effective: true, is_new: false, is_deleted: false }

export default defineTests('dwd.one_id_event', [
  {
    name: 'accounts with the same change are one event, with evidence sorted by strength; joins are not events',
    as_of: '2026-03-01',
    given: {
      'dwd.one_id_move': [
        ...[moved(3, 1000002, 1000001, 'merge'), moved(4, 1000002, 1000001, 'merge'), moved(5, 1000003, 1000001, 'merge')],
        ...[moved(6, null, 1000004, 'new'), moved(7, null, 1000004, 'new'), moved(8, null, 1000001, 'join')],
        ...[moved(9, 1000005, 1000006, 'split'), moved(10, 1000005, 1000007, 'move')],
      ],
      'dwd.one_id_evidence': [
        { one_id: 1000001, previous_one_id: 1000002, place: 2, evidence: phone(4) },
        { one_id: 1000001, previous_one_id: 1000002, place: 1, evidence: phone(3) },
        { one_id: 1000001, previous_one_id: 1000003, place: 1, evidence: phone(5) },
      ],
      'dwd.split_reason': [{ one_id: 1000006, previous_one_id: 1000005, place: 1, evidence: { ...phone(9), blocked: 'person' } }],
    },
    expect: [
      { kind: 'merge', one_id: 1000001, other_one_id: 1000002, account_count: 2, evidence: [phone(3), phone(4)], ...tonight },
      { kind: 'merge', one_id: 1000001, other_one_id: 1000003, account_count: 1, evidence: [phone(5)], ...tonight },
      { kind: 'new', one_id: 1000004, other_one_id: 0, account_count: 2, evidence: [], ...tonight },
      {
        ...{ kind: 'split', one_id: 1000006, other_one_id: 1000005, account_count: 1, ...tonight },
        evidence: [{ ...phone(9), blocked: 'person' }],
      },
      { kind: 'move', one_id: 1000007, other_one_id: 1000005, account_count: 1, evidence: [], ...tonight },
    ],
  },
  {
    name: 'an event of a published run keeps its original evidence',
    as_of: '2026-03-01',
    given: {
      'dwd.one_id_move': [moved(2, 1000002, 1000001, 'merge', 2)],
      'dwd.one_id_evidence': [
        { one_id: 1000001, previous_one_id: 1000002, place: 1, evidence: { type: 'email', account_key: '2', other_account_key: '1' } },
      ],
      'registry.dwd_one_id_event': [{ ...published, ...merge }],
    },
    expect: [merge],
  },
  {
    name: 'an event written again after a reset stays one event',
    given: {
      'registry.dwd_one_id_event': [
        { ...published, ...merge },
        { ...published, ...merge, run_id: 5 },
      ],
    },
    expect: [merge],
  },
  {
    name: 'an event from before changed_on existed has no day',
    given: { 'registry.dwd_one_id_event': [{ ...published, ...merge, changed_on: null }] },
    expect: [{ ...merge, changed_on: null }],
  },
  {
    name: 'an unpublished run has no events',
    given: { 'registry.dwd_one_id_event': [{ ...published, ...merge, is_effective: false }] },
    expect: [],
  },
])
