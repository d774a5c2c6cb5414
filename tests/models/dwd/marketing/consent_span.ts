import { defineTests } from 'memberhouse'

const change = (month: number, is_granted: boolean, value_key: number | null = 7) => ({
  account_key: 1,
  channel: 'sms',
  purpose: 'marketing',
  changed_at: `2026-0${month}-01T00:00:00Z`,
  changed_on: `2026-0${month}-01`,
  is_granted,
  identifier_type: 'phone',
  value_key,
})
const span = (from: number, to: number | null, is_granted: boolean, value_key: number | null = 7) => ({
  account_key: 1,
  channel: 'sms',
  is_granted,
  starts_at: `2026-0${from}-01T00:00:00Z`,
  ends_before: to && `2026-0${to}-01T00:00:00Z`,
  value_key,
})

export default defineTests('dwd.consent_span', [
  {
    name: 'a grant lasts until its withdrawal, in whatever order the rows arrive, and a withdrawal needs no grant',
    given: {
      'dwd.consent_change': [
        change(4, false),
        change(2, true),
        change(5, true),
        change(1, false),
        { ...change(3, false), channel: 'email' },
        { ...change(3, false), account_key: 2 },
      ],
    },
    expect: [
      span(1, 2, false),
      span(2, 4, true),
      span(4, 5, false),
      span(5, null, true),
      { ...span(3, null, false), channel: 'email' },
      { ...span(3, null, false), account_key: 2 },
    ],
  },
  {
    name: 'answers that repeat are one span, but a grant for another phone is a new one, and so is one whose phone is not known',
    given: {
      'dwd.consent_change': [
        change(1, true),
        change(2, true),
        change(3, true, 8),
        change(4, true, null),
        change(5, true, null),
        change(6, false, null),
        change(7, false, null),
      ],
    },
    expect: [span(1, 3, true), span(3, 4, true, 8), span(4, 6, true, null), span(6, null, false, null)],
  },
])
