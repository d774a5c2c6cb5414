import { defineTests } from 'memberhouse'

const settings = [{ source: 'crm', time_zone: 'Asia/Shanghai' }]
const change = (day: string, level: string | null, previous_level: string | null, member_no = 'M1') => ({
  member_no,
  changed_at: `${day}T00:10:00+08:00`,
  level,
  previous_level,
  reason: previous_level === null ? 'joined' : 'growth',
})

export default defineTests('dwd.level_span', [
  {
    name: 'a level lasts until the next one begins, in whatever order the rows arrive',
    given: {
      'dwd.source_setting': settings,
      'ods.member_level': [
        change('2026-03-01', 'gold', 'silver'),
        change('2026-01-01', 'ordinary', null),
        change('2026-02-01', 'silver', 'ordinary'),
        change('2026-02-15', 'ordinary', null, 'M2'),
      ],
    },
    expect: [
      {
        source_account_id: 'M1',
        level: 'ordinary',
        starts_on: '2026-01-01',
        ends_before: '2026-01-31T16:10:00Z',
        reason: 'joined',
        is_predecessor_missing: false,
      },
      {
        source_account_id: 'M1',
        level: 'silver',
        starts_on: '2026-02-01',
        ends_before: '2026-02-28T16:10:00Z',
        reason: 'growth',
        is_predecessor_missing: false,
      },
      {
        source_account_id: 'M1',
        level: 'gold',
        starts_on: '2026-03-01',
        ends_before: null,
        reason: 'growth',
        is_predecessor_missing: false,
      },
      {
        source_account_id: 'M2',
        level: 'ordinary',
        starts_on: '2026-02-15',
        ends_before: null,
        reason: 'joined',
        is_predecessor_missing: false,
      },
    ],
  },
  {
    name: 'rows that repeat a level are one span, and a level that comes back is another',
    given: {
      'dwd.source_setting': settings,
      'ods.member_level': [
        change('2026-01-01', 'ordinary', null),
        change('2026-02-01', 'silver', 'ordinary'),
        change('2026-02-02', 'silver', 'ordinary'),
        change('2026-02-03', 'silver', 'silver'),
        change('2026-03-01', 'ordinary', 'silver'),
      ],
    },
    expect: [
      { level: 'ordinary', starts_on: '2026-01-01', row_count: 1, is_predecessor_missing: false },
      { level: 'silver', starts_on: '2026-02-01', row_count: 3, is_predecessor_missing: false },
      { level: 'ordinary', starts_on: '2026-03-01', row_count: 1, is_predecessor_missing: false },
    ],
  },
  {
    name: 'a missing change is flagged, one without a level is kept, and a first row may name a level before it',
    given: {
      'dwd.source_setting': settings,
      'ods.member_level': [
        change('2026-01-01', 'silver', 'ordinary'),
        change('2026-02-01', 'diamond', 'gold'),
        change('2026-03-01', null, 'diamond'),
      ],
    },
    expect: [
      { level: 'silver', previous_level: 'ordinary', is_predecessor_missing: false },
      { level: 'diamond', previous_level: 'gold', is_predecessor_missing: true },
      { level: null, previous_level: 'diamond', is_predecessor_missing: false },
    ],
  },
])
