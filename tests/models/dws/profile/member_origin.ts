import { defineTests } from 'memberhouse'

export default defineTests('dws.member_origin', [
  {
    name: 'the first account that says how it was won decides; invitations are counted by the accounts that joined',
    as_of: '2026-07-01',
    given: {
      'dwd.one_id_map': [1, 2, 3, 4].map((key) => ({ account_key: key, one_id: key < 3 ? 1 : key })),
      'dwd.account': [
        {
          account_key: 1,
          source: 'pos',
          source_account_id: 'B',
          country: 'China',
          first_seen_on: '2026-01-01',
          first_seen_at: '2026-01-01T04:00:00Z',
        },
        {
          account_key: 2,
          source: 'crm',
          source_account_id: 'A',
          country: 'France',
          first_seen_on: '2026-02-01',
          first_seen_at: '2026-02-01T04:00:00Z',
          acquired_by: 'store',
        },
        {
          ...{ account_key: 3, source: 'official_account', first_seen_on: '2026-03-01', first_seen_at: '2026-03-01T04:00:00Z' },
          ...{ acquired_by: 'invitation', inviter_account_key: 1, cancelled_on: '2026-05-01' },
        },
        { account_key: 4, source: 'official_account', first_seen_on: '2026-07-01', inviter_account_key: 1 },
      ],
      'dwd.member': [{ one_id: 1, gender: 'f', city: '上海', birthday: '1990-12-31' }],
    },
    expect: [
      {
        ...{
          one_id: 1,
          source_account_ids: 'A,B',
          country: 'France',
          gender: 'f',
          city: '上海',
          birth_month: 12,
          birth_year: 1990,
          sources: ['crm', 'pos'],
        },
        ...{ acquired_by: 'store', invited_count: 1, is_follower: null },
      },
      { one_id: 3, gender: null, sources: ['official_account'], acquired_by: 'invitation', invited_count: 0, is_follower: false },
    ],
  },
  {
    name: 'while no source names who invited, nobody is known to have invited none',
    as_of: '2026-07-01',
    given: {
      'dwd.one_id_map': [{ account_key: 1, one_id: 1 }],
      'dwd.account': [{ account_key: 1, source: 'pos', first_seen_on: '2026-01-01' }],
    },
    expect: [{ one_id: 1, invited_count: null }],
  },
])
