import { defineTests } from 'memberhouse'

const given = {
  'dws.member_status': [1, 2, 3, 4].map((one_id) => ({ one_id })),
  'dwd.one_id_map': [1, 2, 3].map((key) => ({ account_key: key, one_id: key })),
}

export default defineTests('dws.member_level', [
  {
    name: 'the level reached last, and whether a term covers as_of',
    as_of: '2026-07-01',
    given: {
      ...given,
      'dwd.observed_source': [{ source: 'ods.paid_membership', first_on: '2026-01-01' }],
      'dwd.level_span': [
        { account_key: 1, level: 'silver', starts_at: '2026-01-01T00:00:00Z', starts_on: '2026-01-01' },
        { account_key: 1, level: 'gold', starts_at: '2026-05-01T00:00:00Z', starts_on: '2026-05-01' },
        { account_key: 1, level: 'diamond', starts_at: '2026-07-01T00:00:00Z', starts_on: '2026-07-01' },
      ],
      'dwd.paid_membership_span': [
        { account_key: 1, starts_on: '2026-01-01', ends_before: '2026-07-02' },
        { account_key: 2, starts_on: '2025-01-01', ends_before: '2026-07-01' },
        { account_key: 3, starts_on: '2026-01-01', ends_before: null },
      ],
    },
    expect: [
      { one_id: 1, level: 'gold', is_paid_member: true, paid_member_until: '2026-07-02' },
      { one_id: 2, level: null, is_paid_member: false, paid_member_until: '2026-07-01' },
      { one_id: 3, level: null, is_paid_member: true, paid_member_until: null },
      { one_id: 4, level: null, is_paid_member: false, paid_member_until: null },
    ],
  },
  {
    name: 'while no paid membership was reported, nobody is known to have none',
    as_of: '2026-07-01',
    given: { 'dws.member_status': [{ one_id: 1 }] },
    expect: [{ one_id: 1, is_paid_member: null }],
  },
])
