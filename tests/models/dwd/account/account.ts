import { defineTests } from 'memberhouse'

const settings = [
  { source: 'online_retail', time_zone: 'Europe/London', currency: 'GBP', country: 'United Kingdom', membership: 'implied' },
  { source: 'marketplace', time_zone: 'Asia/Shanghai', currency: 'CNY', country: 'China', membership: 'registered' },
  { source: 'app', time_zone: 'Asia/Shanghai', currency: 'CNY', country: 'China', membership: 'none' },
]
const won = { acquired_by: 'invitation', acquisition_campaign: 'C', acquisition_guide_id: 'G1', inviter_account_key: '7' }

export default defineTests('dwd.account', [
  {
    name: 'an account that no member file has is first seen with its first order or return; it registers only where membership is implied',
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
        first_seen_on: '2011-03-31',
        registered_on: '2011-03-31',
        registered_at: '2011-03-31T22:50Z',
        country: 'Iceland',
        currency: 'GBP',
        first_seen_at: '2011-03-31T22:50Z',
        cancelled_at: null,
        updated_at: null,
        acquired_by: null,
        inviter_account_key: null,
      },
      {
        source: 'marketplace',
        source_account_id: '12347',
        first_seen_on: '2026-04-01',
        registered_on: null,
        registered_at: null,
        country: 'China',
        currency: 'CNY',
        first_seen_at: '2026-03-31T22:50Z',
        cancelled_at: null,
        updated_at: null,
      },
    ],
  },
  {
    name: 'an account in a member file is first seen then, unless it bought before; it registers then, where the source registers members',
    given: {
      'dwd.source_setting': settings,
      'dwd.registered_account': [
        { source: 'app', source_account_id: '1', joined_at: '2026-01-01T00:00Z', cancelled_at: '2026-04-30T16:00Z', updated_at: null },
        { source: 'app', source_account_id: '2', joined_at: '2026-01-01T00:00Z', updated_at: '2026-01-09T00:00Z', ...won },
        { source: 'marketplace', source_account_id: '2', joined_at: '2026-03-01T00:00Z' },
      ],
      'dwd.order_account': [
        { source: 'app', source_account_id: '2', first_ordered_at: '2026-01-02T00:00Z' },
        { source: 'marketplace', source_account_id: '2', first_ordered_at: '2026-01-02T00:00Z' },
      ],
    },
    expect: [
      {
        ...{ source: 'app', source_account_id: '1', first_seen_on: '2026-01-01', registered_on: null, updated_at: null },
        ...{ cancelled_at: '2026-04-30T16:00Z', cancelled_on: '2026-05-01' },
      },
      { source: 'app', source_account_id: '2', first_seen_on: '2026-01-01', cancelled_at: null, updated_at: '2026-01-09T00:00Z', ...won },
      {
        source: 'marketplace',
        source_account_id: '2',
        first_seen_on: '2026-01-02',
        registered_on: '2026-03-01',
        cancelled_at: null,
        updated_at: null,
      },
    ],
  },
  {
    name: 'an account that joined again after it was closed is open; one closed at the moment that it joined is closed',
    given: {
      'dwd.source_setting': settings,
      'dwd.registered_account': [
        { source: 'marketplace', source_account_id: '1', joined_at: '2026-05-02T00:00Z', cancelled_at: '2026-05-01T00:00Z' },
        { source: 'marketplace', source_account_id: '2', joined_at: '2026-05-01T00:00Z', cancelled_at: '2026-05-01T00:00Z' },
      ],
    },
    expect: [
      { source_account_id: '1', registered_on: '2026-05-02', cancelled_at: null, cancelled_on: null },
      { source_account_id: '2', registered_on: '2026-05-01', cancelled_at: '2026-05-01T00:00Z', cancelled_on: '2026-05-01' },
    ],
  },
])
