import { defineTests } from 'memberhouse'

const event = { account_key: 1, occurred_on: '2026-03-01', event_type: 'view', is_engagement: true }
const touch = { account_key: 1, sent_on: '2026-03-01', opened_on: null, clicked_on: null }
const none = {
  ...{ open_count: 0, view_count: 0, search_count: 0, favourite_count: 0, cart_count: 0, check_in_count: 0, review_count: 0 },
  ...{
    share_count: 0,
    invite_count: 0,
    store_visit_count: 0,
    sign_up_count: 0,
    attendance_count: 0,
    social_count: 0,
    message_open_count: 0,
    message_click_count: 0,
    redemption_count: 0,
  },
}

const observed = ['ods.event', 'ods.social_interaction', 'ods.touch', 'ods.point_entry'].map((source) => ({
  source,
  first_on: '2026-03-01',
  last_on: '2026-03-03',
}))

export default defineTests('dws.account_engagement_day', [
  {
    name: 'each own act counts on its day, by its type; a type without a column counts in the sum',
    given: {
      'dwd.observed_source': observed,
      'dwd.fct_event': [
        event,
        event,
        ...['login', 'open', 'search', 'favourite', 'add_to_cart', 'check_in', 'review', 'share'].map((event_type) => ({
          ...event,
          event_type,
        })),
        ...['invite', 'store_check_in', 'activity_sign_up', 'activity_attended', 'watch_live'].map((event_type) => ({
          ...event,
          event_type,
        })),
        { ...event, occurred_on: '2026-03-02' },
      ],
    },
    expect: [
      {
        account_key: 1,
        engaged_on: '2026-03-01',
        ...none,
        ...{ act_count: 15, open_count: 2, view_count: 2, search_count: 1, favourite_count: 1, cart_count: 1, check_in_count: 1 },
        ...{ review_count: 1, share_count: 1, invite_count: 1, store_visit_count: 1, sign_up_count: 1, attendance_count: 1 },
      },
      { account_key: 1, engaged_on: '2026-03-02', ...none, act_count: 1, view_count: 1 },
    ],
  },
  {
    name: 'what people do on social media counts on its day, but not that they stop following',
    given: {
      'dwd.observed_source': observed,
      'dwd.fct_social_interaction': [
        { ...event, event_type: 'follow' },
        event,
        { ...event, event_type: 'unfollow', is_engagement: false },
        { ...event, account_key: null },
      ],
    },
    expect: [{ account_key: 1, engaged_on: '2026-03-01', ...none, act_count: 2, social_count: 2 }],
  },
  {
    name: 'an answer to a message counts on its own day; being sent one, and points that one gets, do not count',
    given: {
      'dwd.observed_source': observed,
      'dwd.fct_touch': [
        touch,
        { ...touch, opened_on: '2026-03-02', clicked_on: '2026-03-03' },
        { ...touch, account_key: 2, clicked_on: '2026-03-02' },
      ],
      'dwd.fct_point': [
        { account_key: 2, occurred_on: '2026-03-02', type: 'redeem' },
        { account_key: 2, occurred_on: '2026-03-02', type: 'issue' },
        { account_key: 2, occurred_on: '2026-03-03', type: 'expire' },
      ],
    },
    expect: [
      { account_key: 1, engaged_on: '2026-03-02', ...none, act_count: 1, message_open_count: 1 },
      { account_key: 1, engaged_on: '2026-03-03', ...none, act_count: 1, message_click_count: 1 },
      { account_key: 2, engaged_on: '2026-03-02', ...none, act_count: 2, message_click_count: 1, redemption_count: 1 },
    ],
  },
  {
    name: 'a source that is not observed on a day has no count: none delivered, or not yet, or no longer',
    given: {
      'dwd.observed_source': [
        { source: 'ods.event', first_on: '2026-03-01', last_on: '2026-03-03' },
        { source: 'ods.touch', first_on: '2026-03-02', last_on: '2026-03-02' },
      ],
      'dwd.fct_event': [event, { ...event, occurred_on: '2026-03-02' }, { ...event, occurred_on: '2026-03-03' }],
    },
    expect: ['2026-03-01', '2026-03-02', '2026-03-03'].map((engaged_on) => ({
      ...{ engaged_on, act_count: 1, view_count: 1, search_count: 0, message_open_count: engaged_on === '2026-03-02' ? 0 : null },
      ...{ message_click_count: engaged_on === '2026-03-02' ? 0 : null, redemption_count: null },
    })),
  },
  {
    name: 'what nobody did by themselves, an anonymous act and one without a day are no engagement',
    given: {
      'dwd.fct_event': [
        { ...event, is_engagement: false },
        { ...event, account_key: null },
        { ...event, occurred_on: null },
      ],
    },
    expect: [],
  },
])
