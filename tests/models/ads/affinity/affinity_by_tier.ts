import { defineTests } from 'memberhouse'

const as_of = '2026-06-01'
const parameter = (name: string, value: number) => ({
  ...{ name, business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value },
})
const codes = ['tea', 'drink', 'rice']
const people = {
  'dwd.parameter_span': [
    ...[parameter('affinity_window_days', 100), parameter('affinity_least_count', 3), parameter('affinity_most_false_rate', 0.05)],
    parameter('affinity_tier_rank', 3),
  ],
  'dwd.dim_product': codes.map((category, place) => ({
    ...{ product_key: place + 1, product_code: `P${place + 1}`, product_name: `a ${category}`, category },
  })),
  // Members 0 to 3 are of high value in food, 4 to 13 are not; in all lines nobody is.
  'dwd.one_id_map': Array.from({ length: 15 }, (_, n) => ({ account_key: n, one_id: n })),
  'dws.member_class': Array.from({ length: 14 }, (_, one_id) => [
    { one_id, business_line: 'food', tier_rank: one_id < 4 ? 3 : 2 },
    { one_id, business_line: '*', tier_rank: 1 },
  ]).flat(),
}
const bought = (order_key: number, account_key: number | null, ...keys: number[]) =>
  keys.map((product_key) => ({
    ...{ order_key, product_key, account_key, business_line: 'food', sold_on: '2026-05-01', returned_on: null as string | null },
  }))
// Eight breakfasts of members of high value, six with a drink; twenty of others, one with a drink.
const breakfasts = [
  ...Array.from({ length: 8 }, (_, n) => bought(n, n % 4, ...(n < 6 ? [1, 2] : [1]))),
  ...Array.from({ length: 20 }, (_, n) => bought(100 + n, 4 + (n % 10), ...(n === 0 ? [1, 2] : [1]))),
].flat()
const counts = { business_line: 'food', high_member_count: 4, high_basket_count: 6, high_lead_count: 8, high_confidence: 0.75 }
const others = { other_basket_count: 1, other_lead_count: 20, other_confidence: 0.05 }
// Smoothed shares 0.7222 and 0.0714 with the variances 0.02229 and 0.003158 of single orders, which exceed those of members: z is 4.08. Two pairs are tested.
const tested = { confidence_ratio: 10.1111111, p_value: 2.2578974e-5, false_discovery_rate: 4.51579479e-5 }
const row = { ...counts, ...others, ...tested }

export default defineTests('ads.affinity_by_tier', [
  {
    name: 'breakfast with a drink: 6 of 8 orders of high value, 1 of 20 of others; by the tier of the line; a drink leads to breakfast in both groups',
    as_of,
    given: { ...people, 'dws.order_product': breakfasts },
    expect: [
      { ...row, level: 'product', lead: 'P1', lead_name: 'a tea', follow: 'P2', follow_name: 'a drink' },
      { ...row, level: 'category', lead: 'tea', lead_name: 'tea', follow: 'drink', follow_name: 'drink' },
    ],
  },
  {
    name: 'visitors and anonymous customers are in neither group; nor are sales of earlier and later days, and what was returned before as_of',
    as_of,
    given: {
      ...people,
      'dws.order_product': [
        ...breakfasts,
        ...[bought(200, 14, 1, 2), bought(201, null, 1, 2)].flat(),
        ...bought(202, 5, 1, 2).map((one) => ({ ...one, sold_on: '2026-02-20' })),
        ...bought(203, 5, 1, 2).map((one) => ({ ...one, sold_on: as_of })),
        ...bought(204, 5, 1, 2).map((one) => ({ ...one, returned_on: '2026-05-31' })),
      ],
    },
    expect: [
      { ...row, level: 'product', lead: 'P1', lead_name: 'a tea', follow: 'P2', follow_name: 'a drink' },
      { ...row, level: 'category', lead: 'tea', lead_name: 'tea', follow: 'drink', follow_name: 'drink' },
    ],
  },
  {
    name: 'the orders of two members are no find',
    as_of,
    given: {
      ...people,
      'dws.order_product': breakfasts.map((one) => (one.order_key < 8 ? { ...one, account_key: one.order_key % 2 } : one)),
    },
    expect: [],
  },
])
