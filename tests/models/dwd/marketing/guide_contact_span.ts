import { defineTests } from 'memberhouse'

const at = (day: number) => `2026-06-${String(day).padStart(2, '0')}T00:10:00+08:00`
const state = (added: number, deleted: number | null, updated: number, guide_userid: string | null = 'g1') => ({
  external_userid: 'w1',
  guide_userid,
  added_at: at(added),
  deleted_at: deleted && at(deleted),
  updated_at: at(updated),
})
const span = (guide_id: string, from: number, to: number | null, is_deleted: boolean) => ({
  guide_id,
  starts_at: at(from),
  ends_before: to && at(to),
  starts_on: at(from).slice(0, 10),
  is_deleted,
})
const settings = [{ source: 'wecom', time_zone: 'Asia/Shanghai' }]

export default defineTests('dwd.guide_contact_span', [
  {
    name: 'a contact that is deleted and added again has two spans, and states that change nothing else make none',
    given: {
      'dwd.source_setting': settings,
      'registry.ods_wecom_contact': [state(1, 5, 5), state(1, null, 1), state(1, null, 3), state(9, null, 9, 'g2')],
    },
    expect: [span('g1', 1, 5, true), span('g2', 9, null, false)],
  },
  {
    name: 'a contact that is passed on belongs to the next guide from that change on, and can come back',
    given: {
      'dwd.source_setting': settings,
      'registry.ods_wecom_contact': [state(1, null, 1), state(1, null, 4, 'g2'), state(1, null, 6), state(1, 8, 8)],
    },
    expect: [span('g1', 1, 4, false), span('g2', 4, 6, false), span('g1', 6, 8, true)],
  },
  {
    name: 'a corrected date replaces the span, and a contact without a guide or deleted before it was added has none',
    given: {
      'dwd.source_setting': settings,
      'registry.ods_wecom_contact': [
        state(5, null, 5),
        state(3, null, 6),
        { ...state(5, null, 5, null), external_userid: 'w2' },
        { ...state(5, 4, 5), external_userid: 'w3' },
      ],
    },
    expect: [span('g1', 3, null, false)],
  },
  {
    name: 'two states of one moment are taken in the order in which they were loaded',
    given: {
      'dwd.source_setting': settings,
      'registry.ods_wecom_contact': [
        { ...state(1, null, 2, 'g2'), batch_id: 2, source_line: 1 },
        { ...state(1, null, 2), batch_id: 1, source_line: 9 },
      ],
    },
    expect: [span('g1', 1, 2, false), span('g2', 2, null, false)],
  },
])
