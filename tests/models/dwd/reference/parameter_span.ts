import { defineTests } from 'memberhouse'

const business_lines = [{ business_line: 'beauty' }, { business_line: 'food' }]
const parameter = (business_line: string, effective_from: string, value: number, name = 'rfm_window_days') => ({
  ...{ name, business_line, effective_from, value },
})
const span = (business_line: string, starts_on: string, ends_before: string, value: number, name = 'rfm_window_days') => ({
  ...{ name, business_line, starts_on, ends_before, value },
})

export default defineTests('dwd.parameter_span', [
  {
    name: 'each value ends on the day before the next one, and every business line has the values of `*`',
    given: {
      'dwd.business_line': business_lines,
      'dwd.parameter': [parameter('*', '2000-01-01', 365), parameter('*', '2026-03-01', 180)],
    },
    expect: [
      span('*', '2000-01-01', '2026-03-01', 365),
      span('*', '2026-03-01', 'infinity', 180),
      span('beauty', '2000-01-01', '2026-03-01', 365),
      span('beauty', '2026-03-01', 'infinity', 180),
      span('food', '2000-01-01', '2026-03-01', 365),
      span('food', '2026-03-01', 'infinity', 180),
    ],
  },
  {
    name: 'a line with values of its own has those of `*` before the first of them and none after; other lines are not affected',
    given: {
      'dwd.business_line': business_lines,
      'dwd.parameter': [
        parameter('*', '2000-01-01', 365),
        parameter('*', '2026-01-01', 200),
        parameter('*', '2026-05-01', 180),
        parameter('food', '2026-03-01', 30),
        parameter('food', '2026-06-01', 60),
      ],
    },
    expect: [
      span('*', '2000-01-01', '2026-01-01', 365),
      span('*', '2026-01-01', '2026-05-01', 200),
      span('*', '2026-05-01', 'infinity', 180),
      span('beauty', '2000-01-01', '2026-01-01', 365),
      span('beauty', '2026-01-01', '2026-05-01', 200),
      span('beauty', '2026-05-01', 'infinity', 180),
      span('food', '2000-01-01', '2026-01-01', 365),
      span('food', '2026-01-01', '2026-03-01', 200),
      span('food', '2026-03-01', '2026-06-01', 30),
      span('food', '2026-06-01', 'infinity', 60),
    ],
  },
  {
    name: 'a line whose own value begins on the same day as that of `*` has its own alone, and a parameter without `*` is of its line alone',
    given: {
      'dwd.business_line': business_lines,
      'dwd.parameter': [
        parameter('*', '2000-01-01', 365),
        parameter('food', '2000-01-01', 30),
        parameter('food', '2026-01-01', 7, 'repurchase_days'),
      ],
    },
    expect: [
      span('*', '2000-01-01', 'infinity', 365),
      span('beauty', '2000-01-01', 'infinity', 365),
      span('food', '2000-01-01', 'infinity', 30),
      span('food', '2026-01-01', 'infinity', 7, 'repurchase_days'),
    ],
  },
])
