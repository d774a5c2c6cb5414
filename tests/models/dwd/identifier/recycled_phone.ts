import { defineTests } from 'memberhouse'

const phone = '+8613812340001'
const at = (day: string) => `${day}T00:00Z`
// warehouse.key() of app:1.
const key = '-5439008340932416073'
const carried = (account_key: number | string, first: string, last = first) => ({
  ...{ account_key, type: 'phone', value: phone, first_seen_at: at(first), last_seen_at: at(last) },
})
const named = (account_key: number, value: string) => ({ account_key, type: 'spoken_name', value, first_seen_at: at('2020-01-01') })
const given = {
  'dwd.shared_identifier': [{ type: 'phone', value: phone }],
  'dwd.parameter_span': [
    { name: 'identity_unused_phone_days', business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value: 730 },
    { name: 'identity_unused_phone_days', business_line: 'food', starts_on: '2000-01-01', ends_before: 'infinity', value: 1 },
  ],
}

export default defineTests('dwd.recycled_phone', [
  {
    name: 'a phone that nobody used for 730 days has another holder; other types and phones of one account have no row',
    as_of: '2026-06-30',
    given: {
      ...given,
      'dwd.identifier': [
        carried(1, '2022-05-01', '2023-12-01'),
        carried(2, '2026-05-02'),
        { ...carried(1, '2020-01-01'), type: 'email' },
        { ...carried(2, '2026-05-02'), type: 'email' },
        named(2, 'li na'),
      ],
    },
    expect: [
      { account_key: 1, value: phone, holder: 1, name_count: 0 },
      { account_key: 2, value: phone, holder: 2, name_count: 1 },
    ],
  },
  {
    name: 'on the 730th day it has another holder, a day before it has not',
    as_of: '2026-06-30',
    given: {
      ...given,
      'dwd.shared_identifier': [phone, '+8613812340002'].map((value) => ({ type: 'phone', value })),
      'dwd.identifier': [
        carried(1, '2024-01-01'),
        carried(2, '2025-12-31'),
        { ...carried(3, '2024-01-01'), value: '+8613812340002' },
        { ...carried(4, '2025-12-30'), value: '+8613812340002' },
      ],
    },
    expect: [
      { account_key: 1, holder: 1 },
      { account_key: 2, holder: 2 },
    ],
  },
  {
    name: 'any account that had the phone in between shows that it was in use, however its times overlap',
    as_of: '2026-06-30',
    given: {
      ...given,
      'dwd.identifier': [
        carried(1, '2015-01-01', '2024-06-01'),
        carried(2, '2016-01-01'),
        carried(3, '2024-07-01'),
        carried(4, '2026-05-01'),
      ],
    },
    expect: [],
  },
  {
    name: 'an order shows that the phone of an unchanged account is in use',
    as_of: '2026-06-30',
    given: {
      ...given,
      'dwd.order_account': [
        { source: 'app', source_account_id: '1', last_ordered_at: at('2026-02-01') },
        { source: 'pos', source_account_id: '2', last_ordered_at: at('2026-02-01') },
      ],
      'dwd.identifier': [carried(key, '2018-01-01'), carried(2, '2026-05-02')],
    },
    expect: [],
  },
  {
    name: 'each pause begins another holder, with names of its own',
    as_of: '2026-06-30',
    given: {
      ...given,
      'dwd.identifier': [
        ...[carried(1, '2016-01-01'), carried(2, '2020-01-01', '2021-01-01'), carried(3, '2020-06-01'), carried(4, '2026-01-01')],
        ...[named(1, 'wang wei'), named(2, 'li na'), named(3, 'li na')],
      ],
    },
    expect: [
      { account_key: 1, holder: 1, name_count: 1 },
      { account_key: 2, holder: 2, name_count: 1 },
      { account_key: 3, holder: 2, name_count: 1 },
      { account_key: 4, holder: 3, name_count: 0 },
    ],
  },
])
