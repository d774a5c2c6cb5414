import { defineTests } from 'memberhouse'

const map = [1, 2, 3].map((account_key) => ({ account_key, one_id: 1000001 }))
const known = (account_key: number, source: string, type: string, value: string, given_on = '2026-01-01') => ({
  ...{ account_key, source, type, value, first_seen_at: `${given_on}T00:00Z`, last_seen_at: '2026-07-01T00:00Z', is_junk: false },
})

export default defineTests('dwd.member_attribute', [
  {
    name: 'the source with the first priority wins, however old its value; a source without a row comes last',
    given: {
      'dwd.one_id_map': map,
      'dwd.survivorship': [
        { attribute: 'name', source: 'crm', priority: 1, prefer: 'recency' },
        { attribute: 'name', source: 'pos', priority: 2, prefer: 'recency' },
        { attribute: 'city', source: 'crm', priority: 1, prefer: 'recency' },
      ],
      'dwd.identifier': [
        known(1, 'crm', 'name', '王伟', '2020-01-01'),
        known(2, 'pos', 'name', '王卫', '2026-01-01'),
        known(3, 'app', 'name', '伟哥', '2026-06-01'),
        known(3, 'app', 'city', '广州'),
      ],
    },
    expect: [
      { one_id: 1000001, attribute: 'name', value: '王伟', source: 'crm', account_key: 1, known_at: '2020-01-01T00:00Z' },
      { one_id: 1000001, attribute: 'city', value: '广州', source: 'app', account_key: 3, known_at: '2026-01-01T00:00Z' },
    ],
  },
  {
    name: 'among equal priorities the value given last wins, however often its account changed since; then the smaller account_key',
    given: {
      'dwd.one_id_map': map,
      'dwd.survivorship': ['app', 'crm'].flatMap((source) => [
        { attribute: 'phone', source, priority: 1, prefer: 'recency' },
        { attribute: 'email', source, priority: 1, prefer: 'recency' },
      ]),
      'dwd.identifier': [
        known(1, 'crm', 'phone', '+8613812340001', '2026-01-01'),
        known(2, 'app', 'phone', '+8613812340002', '2026-03-01'),
        known(3, 'crm', 'email', 'a@b.cn', '2026-03-01'),
        known(2, 'app', 'email', 'z@b.cn', '2026-03-01'),
      ],
    },
    expect: [
      { one_id: 1000001, attribute: 'phone', value: '+8613812340002', source: 'app' },
      { one_id: 1000001, attribute: 'email', value: 'z@b.cn', source: 'app' },
    ],
  },
  {
    name: 'a phone of the member centre of 2022, whose account changed since, gives way to the phone that the app confirmed in 2026',
    given: {
      'dwd.one_id_map': map,
      'dwd.survivorship': ['app', 'crm'].map((source) => ({ attribute: 'phone', source, priority: 1, prefer: 'recency' })),
      'dwd.identifier': [
        { ...known(1, 'crm', 'phone', '+8613812340001', '2022-03-01'), last_seen_at: '2026-06-20T00:00Z' },
        { ...known(2, 'app', 'phone', '+8613812340002', '2026-06-01'), last_seen_at: '2026-06-01T00:00Z' },
      ],
    },
    expect: [{ one_id: 1000001, attribute: 'phone', value: '+8613812340002', source: 'app', known_at: '2026-06-01T00:00Z' }],
  },
  {
    name: 'with completeness, the account with the most attributes wins over a newer one',
    given: {
      'dwd.one_id_map': map,
      'dwd.survivorship': [
        { attribute: 'birthday', source: 'pos', priority: 2, prefer: 'completeness' },
        { attribute: 'name', source: 'pos', priority: 2, prefer: 'recency' },
      ],
      'dwd.identifier': [
        known(1, 'pos', 'birthday', '1990-05-31', '2025-01-01'),
        known(1, 'pos', 'name', '王伟', '2025-01-01'),
        known(2, 'pos', 'birthday', '1990-01-01', '2026-01-01'),
        // Identifiers that are not attributes do not count towards completeness.
        known(2, 'pos', 'card_no', '0001', '2026-01-01'),
        known(2, 'pos', 'device_id', 'tab-1', '2026-01-01'),
      ],
    },
    expect: [
      { one_id: 1000001, attribute: 'birthday', value: '1990-05-31', account_key: 1 },
      { one_id: 1000001, attribute: 'name', value: '王伟', account_key: 1 },
    ],
  },
  {
    name: 'each member has its own values, and accounts without a member are ignored',
    given: {
      'dwd.one_id_map': [
        { account_key: 1, one_id: 1000001 },
        { account_key: 2, one_id: 1000002 },
      ],
      'dwd.survivorship': [{ attribute: 'name', source: 'crm', priority: 1, prefer: 'recency' }],
      'dwd.identifier': [known(1, 'crm', 'name', '王伟'), known(2, 'crm', 'name', '李娜'), known(9, 'crm', 'name', '张敏')],
    },
    expect: [
      { one_id: 1000001, attribute: 'name', value: '王伟' },
      { one_id: 1000002, attribute: 'name', value: '李娜' },
    ],
  },
  {
    name: 'a placeholder is no attribute',
    given: {
      'dwd.one_id_map': map,
      'dwd.survivorship': [{ attribute: 'email', source: 'crm', priority: 1, prefer: 'recency' }],
      'dwd.identifier': [
        { ...known(1, 'crm', 'email', 'na@na.com', '2026-06-01'), is_junk: true },
        known(2, 'crm', 'email', 'li@b.cn'),
        { ...known(3, 'crm', 'email', 'none@none.com'), is_junk: true },
      ],
    },
    expect: [{ one_id: 1000001, attribute: 'email', value: 'li@b.cn', account_key: 2 }],
  },
])
