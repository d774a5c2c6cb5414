import { defineTests } from 'memberhouse'

const all = { business_line: '*', starts_on: '2026-01-01', ends_before: 'infinity' }
const days = { ...all, name: 'intent_window_days', value: 14 }

export default defineTests('dws.profile_rule', [
  {
    name: 'a parameter has the value of the day before as_of, and others do not belong',
    as_of: '2026-03-01',
    given: {
      'dwd.parameter_span': [
        { ...days, value: 10, ends_before: '2026-02-01' },
        { ...days, starts_on: '2026-02-01', ends_before: '2026-03-01' },
        { ...days, value: 7, starts_on: '2026-03-01' },
        { ...days, business_line: 'food', value: 3 },
        { ...all, name: 'rfm_window_days', value: 365 },
      ],
    },
    // The first eight digits of md5('intent_window_days=14').
    expect: [{ name: 'intent_window_days', value: 14, rules_version: '160ca66f' }],
  },
])
