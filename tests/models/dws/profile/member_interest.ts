import { defineTests } from 'memberhouse'

const bought = { account_key: 1, product_key: 10, gross_amount: 50 }
const viewed = { account_key: 1, event_type: 'view' }

export default defineTests('dws.member_interest', [
  {
    name: 'days of buying and looking count alike, once a day; gifts, returns and searches do not count',
    as_of: '2026-07-01',
    given: {
      'dws.profile_rule': [{ name: 'preference_window_days', value: 365 }],
      'dwd.one_id_map': [{ account_key: 1, one_id: 7 }],
      'dwd.dim_product': [
        { product_key: 10, category: 'serum', series: 'A' },
        { product_key: 11, category: 'cream', series: 'A' },
        { product_key: 12, category: null, series: null },
      ],
      'dws.account_product_day': [
        { ...bought, sold_on: '2026-06-01', effective_on: '2026-06-01' },
        { ...bought, sold_on: '2026-06-01', effective_on: '2026-06-05', gross_amount: 0 },
        { ...bought, product_key: 11, sold_on: '2026-06-01', effective_on: '2026-06-01', gross_amount: 0 },
      ],
      'dwd.fct_event': [
        { ...viewed, product_key: 10, occurred_on: '2026-06-02' },
        { ...viewed, product_key: 10, occurred_on: '2026-06-02' },
        { ...viewed, product_key: 11, event_type: 'add_to_cart', occurred_on: '2026-06-03' },
        { ...viewed, product_key: 11, event_type: 'review', occurred_on: '2026-06-04' },
        { ...viewed, product_key: 12, occurred_on: '2026-06-04' },
        { ...viewed, product_key: 11, occurred_on: '2026-07-01' },
        { ...viewed, content_topic: 'sun_care', occurred_on: '2026-06-10' },
      ],
      'dwd.fct_social_interaction': [
        { account_key: 1, content_topic: 'recipes', is_engagement: true, occurred_on: '2026-06-11' },
        { account_key: 1, content_topic: 'sun_care', is_engagement: true, occurred_on: '2026-06-12' },
        { account_key: 1, content_topic: 'recipes', is_engagement: false, occurred_on: '2026-06-13' },
      ],
    },
    expect: [
      { one_id: 7, choice: 'category', value: 'serum', day_count: 2, all_day_count: 3, last_on: '2026-06-02' },
      { one_id: 7, choice: 'series', value: 'A', day_count: 3, all_day_count: 3, last_on: '2026-06-03' },
      { one_id: 7, choice: 'content_topic', value: 'sun_care', day_count: 2, all_day_count: 3, last_on: '2026-06-12' },
    ],
  },
])
