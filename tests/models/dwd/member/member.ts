import { defineTests } from 'memberhouse'

const map = [1, 2, 3, 4].map((account_key) => ({ account_key, one_id: account_key < 4 ? 1000001 : 1000002 }))

const settings = [
  ...['app', 'crm'].map((source) => ({ source, reports_cancellation: true })),
  { source: 'pos', reports_cancellation: false },
]

export default defineTests('dwd.member', [
  {
    name: 'a member is first seen with its first account and lists its sources; unknown attributes are null',
    given: {
      'dwd.source_setting': settings,
      'dwd.one_id_map': map,
      'dwd.account': [
        { account_key: 1, source: 'pos', first_seen_on: '2026-03-01' },
        { account_key: 2, source: 'app', first_seen_on: '2026-01-05' },
        { account_key: 3, source: 'pos', first_seen_on: '2026-02-01' },
        { account_key: 4, source: 'crm', first_seen_on: '2026-04-01' },
      ],
      'dwd.member_attribute': [
        { one_id: 1000001, attribute: 'name', value: '王伟', source: 'crm' },
        { one_id: 1000001, attribute: 'gender', value: 'm', source: 'pos' },
        { one_id: 1000001, attribute: 'birthday', value: '1990-05-31', source: 'pos' },
        { one_id: 1000001, attribute: 'city', value: '上海', source: 'crm' },
        { one_id: 1000001, attribute: 'phone', value: '+8613812340001', source: 'app' },
        { one_id: 1000001, attribute: 'email', value: 'w@b.cn', source: 'app' },
      ],
    },
    expect: [
      {
        ...{ one_id: 1000001, account_count: 3, sources: 'app,pos', first_seen_on: '2026-01-05', cancelled_on: null },
        ...{ name: '王伟', name_source: 'crm', gender: 'm', gender_source: 'pos', birthday: '1990-05-31', birthday_source: 'pos' },
        ...{ city: '上海', city_source: 'crm', phone: '+8613812340001', phone_source: 'app', email: 'w@b.cn', email_source: 'app' },
        shared_value_count: 0,
      },
      { one_id: 1000002, account_count: 1, sources: 'crm', first_seen_on: '2026-04-01', shared_value_count: 0 },
    ],
  },
  {
    name: 'cancelled_on is the day of the last cancellation of a registration; neither a store card nor an app account keeps a member; a later card makes one',
    given: {
      'dwd.source_setting': settings,
      'dwd.one_id_map': [1, 2, 3, 4, 5, 6, 7, 8, 9].map((account_key) => ({
        account_key,
        one_id: [0, 1, 1, 1, 2, 2, 3, 4, 5, 5][account_key],
      })),
      'dwd.account': [
        {
          account_key: 1,
          source: 'crm',
          registered_on: '2026-01-01',
          cancelled_on: '2026-05-01',
        },
        { account_key: 2, source: 'pos', registered_on: '2026-01-01', cancelled_on: null },
        { account_key: 3, source: 'app', registered_on: null, cancelled_on: null },
        {
          account_key: 4,
          source: 'crm',
          registered_on: '2026-01-01',
          cancelled_on: '2026-05-01',
        },
        { account_key: 5, source: 'crm', registered_on: '2026-06-01', cancelled_on: null },
        { account_key: 6, source: 'pos', registered_on: '2026-01-01', cancelled_on: null },
        { account_key: 7, source: 'app', registered_on: null, cancelled_on: '2026-05-01' },
        { account_key: 8, source: 'crm', registered_on: '2026-01-01', cancelled_on: '2026-05-01' },
        { account_key: 9, source: 'pos', registered_on: '2026-06-01', cancelled_on: null },
      ].map((account) => ({
        first_seen_on: '2026-01-01',
        registered_at: account.registered_on,
        cancelled_at: account.cancelled_on,
        ...account,
      })),
    },
    expect: [
      { one_id: 1, registered_on: '2026-01-01', cancelled_on: '2026-05-01' },
      { one_id: 2, registered_on: '2026-01-01', cancelled_on: null },
      { one_id: 3, registered_on: '2026-01-01', cancelled_on: null },
      { one_id: 4, registered_on: null, cancelled_on: null },
      { one_id: 5, registered_on: '2026-01-01', cancelled_on: null },
    ],
  },
  {
    name: 'a value stopped on several accounts of a member counts once',
    given: {
      'dwd.source_setting': settings,
      'dwd.one_id_map': map,
      'dwd.account': [1, 2, 3, 4].map((account_key) => ({ account_key, source: 'crm', first_seen_on: '2026-01-01' })),
      'dwd.identity_stop': [
        { account_key: 1, value_key: 70, guard: 'limit' },
        { account_key: 2, value_key: 70, guard: 'limit' },
        { account_key: 2, value_key: 71, guard: 'apart' },
      ],
    },
    expect: [
      { one_id: 1000001, account_count: 3, shared_value_count: 2 },
      { one_id: 1000002, account_count: 1, shared_value_count: 0 },
    ],
  },
])
