import { defineTests } from 'memberhouse'

const given = {
  'dws.profile_rule': [{ name: 'activity_window_days', value: 90 }],
  'dws.member_status': [
    { one_id: 1, engagement_observed_from: '2025-01-01' },
    { one_id: 2, engagement_observed_from: '2025-01-01' },
    { one_id: 3, engagement_observed_from: null },
  ],
  'dwd.one_id_map': [
    { account_key: 1, one_id: 1 },
    { account_key: 2, one_id: 1 },
  ],
  'dws.account_engagement_day': [
    {
      account_key: 1,
      engaged_on: '2026-06-01',
      open_count: 1,
      view_count: 4,
      search_count: 1,
      cart_count: 2,
      share_count: 0,
      invite_count: 1,
    },
    { account_key: 2, engaged_on: '2026-06-01', social_count: 3, message_click_count: 1 },
    { account_key: 1, engaged_on: '2026-04-01', open_count: 0, view_count: 0, store_visit_count: 1, attendance_count: 0, review_count: 1 },
    { account_key: 1, engaged_on: '2026-07-01', open_count: 1, view_count: 9 },
  ],
  'dwd.fct_cart_item': [
    { account_key: 1, abandoned_on: '2026-06-02' },
    { account_key: 1, abandoned_on: '2026-07-01' },
  ],
}
const none = { active_day_count: 0, social_count: 0, last_visited_on: null }

export default defineTests('dws.member_activity', [
  {
    name: 'counts are of the window, days of all time before as_of; whoever cannot be seen has no row',
    as_of: '2026-07-01',
    given: {
      ...given,
      'dwd.observed_source': [{ source: 'ods.event', first_on: '2024-01-01', last_on: '2026-06-30' }],
    },
    expect: [
      {
        ...{ one_id: 1, active_day_count: 1, view_count: 4, search_count: 1, cart_count: 2, share_count: 1, social_count: 3 },
        ...{ last_visited_on: '2026-06-01', last_store_visit_on: '2026-04-01', last_clicked_on: '2026-06-01' },
        ...{ last_reviewed_on: '2026-04-01', last_cart_left_on: '2026-06-02' },
      },
      { one_id: 2, ...none, view_count: 0, search_count: 0, cart_count: 0, share_count: 0 },
    ],
  },
  {
    name: 'without events or social interactions in the window nothing is known of views, carts and interactions',
    as_of: '2026-07-01',
    given: {
      ...given,
      'dws.account_engagement_day': [],
      'dwd.fct_cart_item': [],
      'dwd.observed_source': [{ source: 'ods.event', first_on: '2024-01-01', last_on: '2026-04-01' }],
    },
    expect: [1, 2].map((one_id) => ({
      ...{ one_id, active_day_count: 0, last_visited_on: null, social_count: null },
      ...{ view_count: null, search_count: null, cart_count: null, share_count: null },
    })),
  },
])
