import { defineTests } from 'memberhouse'

const people = { 'dws.member_status': [{ one_id: 1 }, { one_id: 2 }, { one_id: 3 }] }
const settings = { 'dwd.source_setting': [{ source: 'wecom', time_zone: 'Asia/Shanghai' }] }

export default defineTests('dws.member_relation', [
  {
    name: 'contacts and groups count as as_of begins in Shanghai',
    as_of: '2026-07-01',
    given: {
      ...people,
      ...settings,
      'dwd.one_id_map': [1, 2, 3].map((key) => ({ account_key: key, one_id: key })),
      'dwd.guide_contact_span': [
        { account_key: 1, guide_id: 'G1', starts_at: '2026-01-01T00:00:00Z', ends_before: '2026-02-01T00:00:00Z', starts_on: '2026-01-01' },
        { account_key: 1, guide_id: 'G2', starts_at: '2026-02-01T00:00:00Z', starts_on: '2026-02-01' },
        // Deleted an hour before as_of begins, and added as it begins.
        { account_key: 2, guide_id: 'G1', starts_at: '2026-01-01T00:00:00Z', ends_before: '2026-06-30T15:00:00Z', starts_on: '2026-01-01' },
        { account_key: 2, guide_id: 'G3', starts_at: '2026-06-30T16:00:00Z', starts_on: '2026-07-01' },
      ],
      'dwd.group_membership_span': [
        { account_key: 3, group_id: 'A', starts_at: '2026-01-01T00:00:00Z' },
        { account_key: 3, group_id: 'B', starts_at: '2026-01-01T00:00:00Z', ends_before: '2026-03-01T00:00:00Z' },
      ],
    },
    expect: [
      { one_id: 1, guide_id: 'G2', guide_since_on: '2026-02-01', group_count: 0, is_private_domain: true },
      { one_id: 2, guide_id: null, guide_since_on: null, group_count: 0, is_private_domain: false },
      { one_id: 3, guide_id: null, guide_since_on: null, group_count: 1, is_private_domain: true },
    ],
  },
  {
    name: 'without one of the two, whoever is not in the other may be in the private domain or not',
    as_of: '2026-07-01',
    given: {
      ...people,
      ...settings,
      'dwd.one_id_map': [{ account_key: 1, one_id: 1 }],
      'dwd.guide_contact_span': [{ account_key: 1, guide_id: 'G1', starts_at: '2026-01-01T00:00:00Z', starts_on: '2026-01-01' }],
    },
    expect: [
      { one_id: 1, group_count: null, is_private_domain: true },
      { one_id: 2, group_count: null, is_private_domain: null },
      { one_id: 3, group_count: null, is_private_domain: null },
    ],
  },
  {
    name: 'without contacts and groups nothing is known',
    as_of: '2026-07-01',
    given: { ...people, ...settings },
    expect: [1, 2, 3].map((one_id) => ({ one_id, guide_id: null, group_count: null, is_private_domain: null })),
  },
])
