import { defineTests } from 'memberhouse'

const span = (
  from_month: string,
  until_month: string | null,
  recent_day_count: number,
  earlier_day_count: number,
  last_engaged_on: string,
) => ({
  ...{ one_id: 1, from_month, until_month, recent_day_count, earlier_day_count, last_engaged_on },
})

export default defineTests('dws.member_engagement_span', [
  {
    name: 'a month is recent for two month starts and earlier for the next four; a month in which only messages came has no act',
    as_of: '2026-06-15',
    given: {
      'dws.member_act_month': [
        { one_id: 1, month_on: '2025-10-01', engaged_day_count: 4, act_count: 9, last_engaged_on: '2025-10-20' },
        { one_id: 1, month_on: '2025-11-01', engaged_day_count: 3, act_count: 3, last_engaged_on: '2025-11-05' },
        { one_id: 1, month_on: '2025-12-01', engaged_day_count: 0, act_count: 0, last_engaged_on: null },
        { one_id: 1, month_on: '2026-06-01', engaged_day_count: 1, act_count: 1, last_engaged_on: '2026-06-02' },
      ],
    },
    expect: [
      span('2025-11-01', '2025-12-01', 4, 0, '2025-10-20'),
      span('2025-12-01', '2026-01-01', 7, 0, '2025-11-05'),
      span('2026-01-01', '2026-02-01', 3, 4, '2025-11-05'),
      span('2026-02-01', '2026-05-01', 0, 7, '2025-11-05'),
      span('2026-05-01', '2026-06-01', 0, 3, '2025-11-05'),
      span('2026-06-01', '2026-07-01', 0, 0, '2025-11-05'),
    ],
  },
])
