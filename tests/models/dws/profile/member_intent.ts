import { defineTests } from 'memberhouse'

const view = (product_key: number, occurred_on: string) => ({ account_key: 1, event_type: 'view', product_key, occurred_on })
const search = (search_text: string, occurred_on: string) => ({ account_key: 1, event_type: 'search', search_text, occurred_on })

export default defineTests('dws.member_intent', [
  {
    name: 'a category viewed three times in the window and not bought in it is an intent',
    as_of: '2026-07-01',
    given: {
      'dws.profile_rule': [
        { name: 'intent_window_days', value: 14 },
        { name: 'intent_least_count', value: 3 },
        { name: 'activity_window_days', value: 90 },
      ],
      'dwd.one_id_map': [
        { account_key: 1, one_id: 7 },
        { account_key: 2, one_id: 8 },
      ],
      'dwd.dim_product': [
        { product_key: 1, category: 'serum' },
        { product_key: 2, category: 'cream' },
        { product_key: 3, category: 'mask' },
      ],
      'dwd.fct_event': [
        // Bought in the window.
        ...['2026-06-20', '2026-06-20', '2026-06-21', '2026-06-22'].map((day) => view(1, day)),
        ...['2026-06-17', '2026-06-18', '2026-06-30'].map((day) => view(2, day)),
        // One of the three is too old.
        ...['2026-06-16', '2026-06-18', '2026-06-19'].map((day) => view(3, day)),
        ...[search('防晒', '2026-06-01'), search('面霜', '2026-05-01'), search('面霜', '2026-05-02'), search('咖啡', '2026-04-01')],
        { ...view(1, '2026-06-20'), account_key: 2 },
      ],
      'dws.account_product_day': [
        { account_key: 1, product_key: 1, sold_on: '2026-06-22', gross_amount: 99 },
        { account_key: 1, product_key: 2, sold_on: '2026-06-16', gross_amount: 99 },
      ],
    },
    expect: [
      { one_id: 7, intent_category: 'cream', viewed_categories: ['serum', 'cream', 'mask'], searched_texts: ['面霜', '防晒'] },
      { one_id: 8, intent_category: null, viewed_categories: ['serum'], searched_texts: null },
    ],
  },
])
