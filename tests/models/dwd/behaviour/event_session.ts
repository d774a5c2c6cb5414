import { defineTests } from 'memberhouse'

const event = { account_key: 1, session_key: 10, channel: 'mini', source: 'mini', event_type: 'view', occurred_at: '2026-03-01T15:50Z' }

export default defineTests('dwd.event_session', [
  {
    name: 'a session over midnight belongs to the day on which it started; a visitor has sessions, an event of nobody none',
    given: {
      'dwd.source_setting': [{ source: 'mini', time_zone: 'Asia/Shanghai' }],
      'dwd.fct_event': [
        { ...event, occurred_at: '2026-03-01T16:10Z' },
        event,
        { ...event, event_type: 'add_to_cart', occurred_at: '2026-03-01T16:00Z' },
        { ...event, session_key: 11, account_key: 2, event_type: 'open' },
        { ...event, session_key: null, account_key: null },
        { ...event, session_key: 12, account_key: null, channel: 'web' },
      ],
    },
    expect: [
      {
        session_key: 10,
        account_key: 1,
        channel: 'mini',
        source: 'mini',
        started_at: '2026-03-01T15:50Z',
        started_on: '2026-03-01',
        ended_at: '2026-03-01T16:10Z',
        event_count: 3,
        has_cart: true,
      },
      {
        session_key: 11,
        account_key: 2,
        channel: 'mini',
        source: 'mini',
        started_at: '2026-03-01T15:50Z',
        started_on: '2026-03-01',
        ended_at: '2026-03-01T15:50Z',
        event_count: 1,
        has_cart: false,
      },
      {
        session_key: 12,
        account_key: null,
        channel: 'web',
        source: 'mini',
        started_at: '2026-03-01T15:50Z',
        started_on: '2026-03-01',
        ended_at: '2026-03-01T15:50Z',
        event_count: 1,
        has_cart: false,
      },
    ],
  },
])
