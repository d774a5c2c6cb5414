import { defineTests } from 'memberhouse'

const unasked = {
  ...{ business_line: '*', least_purchase_count: 0, average_amount_above: '-infinity', high_amount: 500, is_never_bought: null },
  ...{ is_price_sensitive: null, engaged_from: null, silent_from: null, rules_version: 'a1' },
}
const rules = [
  { ...unasked, place: 1, behaviour_class: 'frequent_high_value', least_purchase_count: 3, average_amount_above: 500 },
  { ...unasked, place: 2, behaviour_class: 'frequent', least_purchase_count: 2 },
  { ...unasked, place: 3, behaviour_class: 'engaged_never_bought', is_never_bought: true, engaged_from: '2026-03-17' },
  { ...unasked, place: 4, behaviour_class: 'price_sensitive', is_price_sensitive: true },
  { ...unasked, place: 5, behaviour_class: 'silent', silent_from: '2025-12-17' },
  { ...unasked, place: 6, behaviour_class: 'ordinary' },
]
const member = (one_id: number, last_purchased_on: string | null, last_engaged_on: string | null = null) => ({
  ...{ one_id, business_line: '*', registered_on: '2025-01-01', last_purchased_on, last_engaged_on, is_engagement_observed: true },
})
const person = (one_id: number, engagement_observed_from: string | null = '2025-01-01') => ({ one_id, engagement_observed_from })
const bought = (one_id: number, sold_on: string, amount: number, order_count = 1) => ({
  ...{ one_id, business_line: '*', sold_on, order_count, converted_order_count: order_count, counted_net_amount: amount },
})

export default defineTests('dws.member_behaviour', [
  {
    name: 'the first class counts whose conditions are met: the average of the year must exceed the bound, and a day of 365 days ago counts',
    as_of: '2026-06-15',
    given: {
      'dws.behaviour_rule': rules,
      'dws.member_status': [1, 2, 3, 4].map((one_id) => person(one_id)),
      'dws.member_stage': [1, 2, 3, 4].map((one_id) => member(one_id, '2026-06-01')),
      'dws.member_day': [
        ...[bought(1, '2025-06-15', 501), bought(1, '2026-05-01', 501), bought(1, '2026-06-01', 501)],
        ...[bought(2, '2026-04-01', 500), bought(2, '2026-05-01', 500), bought(2, '2026-06-01', 500)],
        ...[bought(3, '2025-06-14', 900), bought(3, '2026-05-01', 900), bought(3, '2026-06-01', 900)],
        ...[bought(4, '2026-05-01', 0, 0), bought(4, '2026-06-01', 900)],
      ],
    },
    expect: [
      [1, 'frequent_high_value', false, 3, 501],
      [2, 'frequent', false, 3, 500],
      [3, 'frequent', true, 2, 900],
      [4, 'ordinary', false, 1, 900],
    ].map(([one_id, behaviour_class, is_growing_high_value, purchase_count_365d, average_order_amount_365d]) => ({
      ...{ one_id, behaviour_class, is_growing_high_value, purchase_count_365d, average_order_amount_365d },
    })),
  },
  {
    name: 'engaged without a purchase, price-sensitive, and silent only where acts were observed for so long',
    as_of: '2026-06-15',
    given: {
      'dws.behaviour_rule': rules,
      'dws.member_status': [...[1, 2, 3, 4, 8].map((one_id) => person(one_id)), person(5, '2026-01-01'), person(6, null), person(7)],
      'dws.member_stage': [
        ...[member(1, null, '2026-03-17'), member(2, null, '2026-03-16'), member(3, '2026-06-01'), member(4, '2025-12-16')],
        ...[member(5, '2025-12-16'), { ...member(6, '2025-12-16'), is_engagement_observed: false }],
        ...[{ ...member(7, null), registered_on: '2026-06-01' }, member(8, '2025-12-17')],
      ],
      'dws.member_discount': [{ one_id: 3, business_line: '*', is_price_sensitive: true }],
    },
    expect: ['engaged_never_bought', 'ordinary', 'price_sensitive', 'silent', 'ordinary', 'ordinary', 'ordinary', 'ordinary'].map(
      (behaviour_class, place) => ({ one_id: place + 1, behaviour_class, is_price_sensitive: place === 2 || null }),
    ),
  },
])
