import { defineTests } from 'memberhouse'

const order = { account_key: 1, source: 'pos', store_code: 'S1', sold_on: '2026-06-01' }
const visit = { account_key: 2, source: 'mini' }
const given = {
  'dws.profile_rule': [{ name: 'preference_window_days', value: 365 }],
  'dwd.one_id_map': [
    { account_key: 1, one_id: 7 },
    { account_key: 2, one_id: 7 },
  ],
  'dwd.source_setting': [
    { source: 'pos', time_zone: 'Asia/Shanghai' },
    { source: 'mini', time_zone: 'Asia/Shanghai' },
  ],
  'dwd.dim_store': [{ store_code: 'S1', city: '上海' }, { store_code: 'WEB' }],
}

export default defineTests('dws.member_habit', [
  {
    name: 'orders and visits of all accounts count by day, in local time; a web store is no store',
    as_of: '2026-07-01',
    given: {
      ...given,
      'dwd.fct_order': [
        // Monday, 20:30 in Shanghai, twice on one day.
        { ...order, ordered_at: '2026-06-01T12:30:00Z', ordered_on: '2026-06-01' },
        { ...order, ordered_at: '2026-06-01T12:40:00Z', ordered_on: '2026-06-01' },
        { ...order, source: 'mini', store_code: 'WEB', ordered_at: '2026-06-09T01:00:00Z', ordered_on: '2026-06-09' },
        // Never paid, too old, and on as_of.
        { ...order, sold_on: null, ordered_at: '2026-06-10T01:00:00Z', ordered_on: '2026-06-10' },
        { ...order, ordered_at: '2025-06-30T01:00:00Z', ordered_on: '2025-06-30' },
        { ...order, ordered_at: '2026-06-30T18:00:00Z', ordered_on: '2026-07-01' },
      ],
      'dwd.event_session': [{ ...visit, started_at: '2026-06-08T12:05:00Z', started_on: '2026-06-08' }],
    },
    expect: [
      { one_id: 7, choice: 'weekday', value: '1', day_count: 2, all_day_count: 3, last_on: '2026-06-08' },
      { one_id: 7, choice: 'hour', value: '20', day_count: 2, all_day_count: 3, last_on: '2026-06-08' },
      // One day each: the one chosen last.
      { one_id: 7, choice: 'channel', value: 'mini', day_count: 1, all_day_count: 2, last_on: '2026-06-09' },
      { one_id: 7, choice: 'store', value: 'S1', day_count: 1, all_day_count: 1, last_on: '2026-06-01' },
    ],
  },
  {
    name: 'the channel of messages is that of those opened or clicked',
    as_of: '2026-07-01',
    given: {
      ...given,
      'dwd.fct_touch': [
        { account_key: 2, channel: 'sms', clicked_on: '2026-06-01' },
        { account_key: 2, channel: 'wecom', opened_on: '2026-06-02', clicked_on: '2026-06-03' },
        { account_key: 2, channel: 'wecom', opened_on: '2026-06-04' },
        { account_key: 2, channel: 'email', opened_on: null },
      ],
    },
    expect: [{ one_id: 7, choice: 'message_channel', value: 'wecom', day_count: 2, all_day_count: 3, last_on: '2026-06-04' }],
  },
])
