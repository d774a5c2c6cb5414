import { defineTests } from 'memberhouse'

const as_of = '2026-06-01'
const parameter = (name: string, value: number) => ({
  ...{ name, business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value },
})
const parameters = [
  ...[parameter('affinity_window_days', 100), parameter('affinity_least_support_rate', 0.01), parameter('affinity_least_count', 3)],
  ...[parameter('affinity_least_confidence_rate', 0.5), parameter('affinity_most_false_rate', 0.05)],
]
const products = [
  ...['tea', 'cup', 'pot', 'rice'].map((category, place) => ({
    ...{ product_key: place + 1, product_code: `P${place + 1}`, product_name: place === 3 ? null : `a ${category}`, category },
  })),
]
const bought = (order_key: number, account_key: number | null, ...keys: number[]) =>
  keys.map((product_key) => ({
    ...{
      order_key,
      product_key,
      account_key,
      business_line: product_key === 4 ? 'food' : 'home',
      sold_on: '2026-05-01',
      returned_on: null,
    },
  }))
// Ten orders of tea and cup, and thirty of rice, one by each of forty members; the member of account 41 is excluded.
const orders = [
  ...Array.from({ length: 10 }, (_, n) => bought(n, n, 1, 2)),
  ...Array.from({ length: 30 }, (_, n) => bought(10 + n, 10 + n, 4)),
].flat()
const people = {
  'dwd.parameter_span': parameters,
  'dwd.dim_product': products,
  'dwd.one_id_map': Array.from({ length: 42 }, (_, n) => ({ account_key: n, one_id: 100 + n })),
  'dws.member_status': Array.from({ length: 42 }, (_, n) => ({ one_id: 100 + n, membership: n === 41 ? 'excluded' : 'member' })),
  'dwd.excluded_account': [{ account_key: 41 }],
}

const rule = {
  ...{ lead_item_count: 1, basket_count: 10, lead_count: 10, follow_count: 10, confidence: 1 },
}
// The probability that ten of forty fall on the same ten: 1 / 847,660,528.
const all = {
  ...rule,
  business_line: '*',
  total_count: 40,
  support: 0.25,
  lift: 4,
  p_value: 1.17971755e-9,
  false_discovery_rate: 1.17971755e-9,
}
const [tea, cup] = [
  { lead: 'P1', lead_name: 'a tea', follow: 'P2', follow_name: 'a cup' },
  { lead: 'P2', lead_name: 'a cup', follow: 'P1', follow_name: 'a tea' },
]
const [tea_category, cup_category] = [
  { lead: 'tea', lead_name: 'tea', follow: 'cup', follow_name: 'cup' },
  { lead: 'cup', lead_name: 'cup', follow: 'tea', follow_name: 'tea' },
]
const ofBasis = (basis: string) => [
  ...[tea, cup].map((names) => ({ ...all, ...names, level: 'product', basis })),
  ...[tea_category, cup_category].map((names) => ({ ...all, ...names, level: 'category', basis })),
]

export default defineTests('ads.product_affinity', [
  {
    name: 'tea and cup are bought together, by products and categories, in orders and by members; within their own line nothing else is bought',
    as_of,
    given: { ...people, 'dws.order_product': orders },
    expect: [...ofBasis('basket'), ...ofBasis('member')],
  },
  {
    name: 'sales outside the window, of excluded accounts and returned before as_of are no part; a later return is, and so are anonymous orders, in no basket of a member',
    as_of,
    given: {
      ...people,
      'dws.order_product': [
        ...orders.map((row) => (row.account_key! < 10 ? { ...row, account_key: null } : row)),
        ...bought(50, 41, 3, 4),
        ...[...bought(51, 1, 3, 4), ...bought(52, 1, 3, 4)].map((row) => ({
          ...row,
          sold_on: row.order_key === 51 ? '2026-02-20' : as_of,
        })),
        ...bought(53, 1, 3, 4).map((row) => ({ ...row, returned_on: '2026-05-31' })),
        ...bought(0, null, 3).map((row) => ({ ...row, returned_on: as_of })),
      ],
    },
    expect: ofBasis('basket'),
  },
  { name: 'no orders, no rules', as_of, given: people, expect: [] },
])
