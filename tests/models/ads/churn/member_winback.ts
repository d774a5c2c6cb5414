import { defineTests } from 'memberhouse'

const parameter = { business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity' }
const texts = (part: string, name: string) => ({ [`${part}_zh`]: `${part} ${name} zh`, [`${part}_en`]: `${part} ${name}` })
const play = (name: string, vocabulary = 'winback') => ({
  ...{ vocabulary, class: name, channel: null },
  ...{ ...texts('goal', name), ...texts('action', name), ...texts('content', name), ...texts('benefit', name) },
})
const returned = { came_back_on: '2026-05-01', came_back_amount: 80, later_purchase_count: 1, later_amount: 20 }
const lapse = { lapsed_on: '2026-01-01', came_back_on: null, came_back_amount: null, later_purchase_count: null, later_amount: null }

export default defineTests('ads.member_winback', [
  {
    name: 'what fits, first match; who came back needs nothing; without messages it is unknown who answers',
    as_of: '2026-06-15',
    given: {
      'dwd.parameter_span': [
        { ...parameter, name: 'winback_tier_rank', value: 3 },
        { ...parameter, name: 'other', value: 9 },
      ],
      'dws.member_lapse': [1, 2, 3, 4, 5, 6, 7].map((one_id) => ({ ...lapse, one_id, ...(one_id === 7 && returned) })),
      'dws.lapse_touch': [
        {
          one_id: 6,
          lapsed_on: '2026-01-01',
          touch_count: 4,
          unanswered_count: 3,
          is_in_churned_pool: true,
          last_touched_on: '2026-04-01',
        },
        {
          one_id: 6,
          lapsed_on: '2025-01-01',
          touch_count: 9,
          unanswered_count: 9,
          is_in_churned_pool: false,
          last_touched_on: '2025-04-01',
        },
      ],
      'dws.member_stage': [1, 2, 3, 4, 5, 6, 7].map((one_id) => ({ one_id, business_line: '*', stage: one_id === 7 ? 'new' : 'dormant' })),
      'dws.member_tier_span': [
        { one_id: 1, business_line: '*', tier_rank: 4 },
        { one_id: 3, business_line: '*', tier_rank: 3 },
        { one_id: 3, business_line: '*', tier_rank: 1 },
        { one_id: 4, business_line: '*', tier_rank: 2 },
        { one_id: 4, business_line: 'food', tier_rank: 3 },
      ],
      'ads.member_churn_signal': [
        { one_id: 1, business_line: '*', signals: 'overdue,lengthening_intervals' },
        { one_id: 2, business_line: '*', signals: 'third_purchase_stop,lengthening_intervals' },
        { one_id: 5, business_line: '*', signals: 'acts_stopped' },
        { one_id: 6, business_line: 'food', signals: 'acts_stopped' },
      ],
      'dws.member_discount': [3, 4].map((one_id) => ({ one_id, business_line: '*', is_price_sensitive: true })),
      'dwd.playbook': [
        ...['lengthening_intervals', 'third_purchase_stop', 'high_value', 'price_sensitive', 'low_interaction'].map((name) => play(name)),
        play('dormant', 'lifecycle'),
        play('price_sensitive', 'behaviour_class'),
      ],
    },
    expect: [
      [1, 'lengthening_intervals', null, null, null],
      [2, 'third_purchase_stop', null, null, null],
      [3, 'high_value', null, null, null],
      [4, 'price_sensitive', null, null, null],
      [5, 'low_interaction', null, null, null],
      [6, 'dormant', 4, true, null],
      [7, null, null, null, 80],
    ].map(([one_id, name, touch_count, is_in_churned_pool, came_back_amount]) => ({
      ...{ one_id, lapsed_on: '2026-01-01', class: name, touch_count, is_in_churned_pool, came_back_amount },
      action_en: name === null ? null : `action ${String(name)}`,
    })),
  },
])
