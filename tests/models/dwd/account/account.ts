import { defineTests } from 'memberhouse'

const settings = [
  { source: 'online_retail', time_zone: 'Europe/London', currency: 'GBP', country: 'United Kingdom' },
  { source: 'marketplace', time_zone: 'Asia/Shanghai', currency: 'CNY', country: 'China' },
  { source: 'app', time_zone: 'Asia/Shanghai', currency: 'CNY', country: 'China' },
]

export default defineTests('dwd.account', [
  {
    name: 'an account that no member file has joins with its first order or return, on the business day of its source',
    given: {
      'dwd.source_setting': settings,
      'dwd.order_account': [
        { source: 'online_retail', source_account_id: '12347', first_ordered_at: '2011-03-31T22:50Z', country: 'Iceland' },
        { source: 'marketplace', source_account_id: '12347', first_ordered_at: '2026-03-31T22:50Z', country: null },
      ],
    },
    expect: [
      {
        source: 'online_retail',
        source_account_id: '12347',
        joined_on: '2011-03-31',
        country: 'Iceland',
        currency: 'GBP',
        joined_at: '2011-03-31T22:50Z',
        cancelled_at: null,
        updated_at: null,
      },
      {
        source: 'marketplace',
        source_account_id: '12347',
        joined_on: '2026-04-01',
        country: 'China',
        currency: 'CNY',
        joined_at: '2026-03-31T22:50Z',
        cancelled_at: null,
        updated_at: null,
      },
    ],
  },
  {
    name: 'an account in a member file joins at the time in the file, unless it bought before',
    given: {
      'dwd.source_setting': settings,
      'dwd.registered_account': [
        { source: 'app', source_account_id: '1', joined_at: '2026-01-01T00:00Z', cancelled_at: '2026-05-01T00:00Z', updated_at: null },
        { source: 'app', source_account_id: '2', joined_at: '2026-01-01T00:00Z', updated_at: '2026-01-09T00:00Z' },
        { source: 'marketplace', source_account_id: '2', joined_at: '2026-01-03T00:00Z' },
      ],
      'dwd.order_account': [
        { source: 'app', source_account_id: '2', first_ordered_at: '2026-01-02T00:00Z' },
        { source: 'marketplace', source_account_id: '2', first_ordered_at: '2026-01-02T00:00Z' },
      ],
    },
    expect: [
      { source: 'app', source_account_id: '1', joined_on: '2026-01-01', cancelled_at: '2026-05-01T00:00Z', updated_at: null },
      { source: 'app', source_account_id: '2', joined_on: '2026-01-01', cancelled_at: null, updated_at: '2026-01-09T00:00Z' },
      { source: 'marketplace', source_account_id: '2', joined_on: '2026-01-02', cancelled_at: null, updated_at: null },
    ],
  },
])
