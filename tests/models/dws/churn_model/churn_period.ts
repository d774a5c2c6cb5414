import { defineTests } from 'memberhouse'

const period = (month_on: string, role: string, judged_on: string) => ({ month_on, role, judged_on })

export default defineTests('dws.churn_period', [
  {
    name: 'three month starts, each 90 days or more before the next one: a short February pushes them a month back',
    as_of: '2026-05-20',
    given: {},
    expect: [
      period('2026-05-01', 'test', '2026-01-01'),
      period('2026-05-01', 'calibration', '2025-10-01'),
      period('2026-05-01', 'training', '2025-07-01'),
      period('2026-04-01', 'test', '2026-01-01'),
      period('2026-04-01', 'calibration', '2025-10-01'),
      period('2026-04-01', 'training', '2025-07-01'),
    ],
  },
])
