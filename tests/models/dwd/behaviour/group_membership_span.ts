import { defineTests } from 'memberhouse'

const member = {
  ...{ group_id: 'R1', external_userid: 'w1', joined_at: '2026-03-01T23:30+08:00', left_at: '2026-03-05T10:00+08:00' },
  ...{ store_code: 'SH-B01', join_scene: 'invited' },
}
const span = { group_id: 'R1', join_scene: 'invited', business_line: 'beauty', starts_at: '2026-03-01T15:30Z', starts_on: '2026-03-01' }

export default defineTests('dwd.group_membership_span', [
  {
    name: 'who leaves a group and joins it again has two spans; a group of an unknown store has no business line',
    given: {
      'dwd.source_setting': [{ source: 'wecom', time_zone: 'Asia/Shanghai' }],
      'dwd.dim_store': [{ store_code: 'SH-B01', business_line: 'beauty' }],
      'ods.group_member': [
        member,
        { ...member, joined_at: '2026-03-07T00:30+08:00', left_at: null },
        { ...member, group_id: 'R2', store_code: 'SH-B99' },
      ],
    },
    expect: [
      { ...span, ends_before: '2026-03-05T02:00Z' },
      { ...span, starts_at: '2026-03-06T16:30Z', starts_on: '2026-03-07', ends_before: null },
      { ...span, group_id: 'R2', business_line: null, ends_before: '2026-03-05T02:00Z' },
    ],
  },
])
