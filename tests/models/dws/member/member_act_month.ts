import { defineTests } from 'memberhouse'

const acts = { account_key: 11, act_count: 1, view_count: 0, cart_count: 0, favourite_count: 0, search_count: 0, message_click_count: null }
const touch = { account_key: 11, sent_on: '2026-05-03', delivery_status: null }

export default defineTests('dws.member_act_month', [
  {
    name: 'the accounts of a person add up, a day counts once, and what is bounced, of nobody or after as_of does not count',
    as_of: '2026-06-15',
    given: {
      'dwd.one_id_map': [
        { account_key: 11, one_id: 1 },
        { account_key: 12, one_id: 1 },
      ],
      'dws.account_engagement_day': [
        { ...acts, engaged_on: '2026-05-02', act_count: 3, view_count: 2, search_count: 1 },
        { ...acts, engaged_on: '2026-05-02', account_key: 12 },
        { ...acts, engaged_on: '2026-05-31', view_count: null },
        { ...acts, engaged_on: '2026-06-15', view_count: 1 },
      ],
      'dwd.fct_touch': [
        { ...touch, delivery_status: 'delivered' },
        { ...touch, sent_on: '2026-05-30', delivery_status: 'bounced' },
        { ...touch, sent_on: '2026-06-14', account_key: 12 },
        { ...touch, account_key: null },
      ],
    },
    expect: [
      {
        ...{ one_id: 1, month_on: '2026-05-01', engaged_day_count: 2, act_count: 5, last_engaged_on: '2026-05-31' },
        ...{ last_interested_on: '2026-05-02', touch_count: 1, last_touched_on: '2026-05-03', last_aware_on: '2026-05-03' },
      },
      {
        ...{ one_id: 1, month_on: '2026-06-01', engaged_day_count: 0, act_count: 0, last_engaged_on: null },
        ...{ last_interested_on: null, touch_count: 1, last_touched_on: '2026-06-14', last_aware_on: '2026-06-14' },
      },
    ],
  },
  {
    name: 'while no message was ever sent to anybody, how many is unknown',
    as_of: '2026-06-15',
    given: {
      'dwd.one_id_map': [{ account_key: 11, one_id: 1 }],
      'dws.account_engagement_day': [{ ...acts, engaged_on: '2026-05-02' }],
    },
    expect: [{ one_id: 1, month_on: '2026-05-01', engaged_day_count: 1, touch_count: null, last_touched_on: null }],
  },
])
