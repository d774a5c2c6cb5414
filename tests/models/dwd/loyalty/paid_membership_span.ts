import { defineTests } from 'memberhouse'

const term = (membership_id: string, starts_on: string | null, ends_before: string | null, account_key: number | null = 1) => ({
  membership_id,
  account_key,
  starts_on,
  ends_before,
})

export default defineTests('dwd.paid_membership_span', [
  {
    name: 'a renewal that adjoins prolongs a span, and a gap of one day ends it',
    given: {
      'dwd.fct_paid_membership': [
        term('V2', '2026-04-01', '2026-07-01'),
        term('V1', '2026-01-01', '2026-04-01'),
        term('V3', '2026-07-02', '2026-10-01'),
        term('W1', '2026-07-01', '2026-10-01', 2),
      ],
    },
    expect: [
      {
        account_key: 1,
        starts_on: '2026-01-01',
        ends_before: '2026-07-01',
        term_count: 2,
        membership_ids: 'V1,V2',
        is_overlapping: false,
      },
      { account_key: 1, starts_on: '2026-07-02', ends_before: '2026-10-01', term_count: 1, membership_ids: 'V3', is_overlapping: false },
      { account_key: 2, starts_on: '2026-07-01', ends_before: '2026-10-01', term_count: 1, membership_ids: 'W1', is_overlapping: false },
    ],
  },
  {
    name: 'overlapping terms are one span, even one inside another, and the same term twice',
    given: {
      'dwd.fct_paid_membership': [
        term('V1', '2026-01-01', '2027-01-01'),
        term('V2', '2026-02-01', '2026-05-01'),
        term('V3', '2026-12-31', '2027-04-01'),
        term('W1', '2026-01-01', '2026-02-01', 2),
        term('W2', '2026-01-01', '2026-02-01', 2),
      ],
    },
    expect: [
      { account_key: 1, starts_on: '2026-01-01', ends_before: '2027-04-01', term_count: 3, is_overlapping: true },
      { account_key: 2, starts_on: '2026-01-01', ends_before: '2026-02-01', term_count: 2, is_overlapping: true },
    ],
  },
  {
    name: 'a term without end is open, and one without a day, first day or account makes no span',
    given: {
      'dwd.fct_paid_membership': [
        term('V1', '2026-01-01', null),
        term('V2', '2026-03-01', '2026-03-01', 2),
        term('V3', null, '2026-03-01', 3),
        term('V4', '2026-01-01', '2026-03-01', null),
      ],
    },
    expect: [{ account_key: 1, starts_on: '2026-01-01', ends_before: null, term_count: 1, is_overlapping: false }],
  },
])
