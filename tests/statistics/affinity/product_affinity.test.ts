import type { Input } from 'memberhouse'
import { expect, test } from 'vitest'
import productAffinity from '../../../statistics/affinity/product_affinity.ts'

const input = (rows: string[][]) => rows as unknown as Input

test('where large baskets hold more sets than anyone reads, a rule needs twice as many baskets', async () => {
  // Eight orders of forty products hold 102,090 sets of up to four; twenty orders hold one pair.
  const forty = Array.from({ length: 40 }, (_, n) => `P${n}`)
  const sales = [
    ...Array.from({ length: 8 }, (_, n) => forty.map((product) => ['home', `large ${n}`, `${n}`, product])),
    ...Array.from({ length: 20 }, (_, n) => ['P0', 'P1'].map((product) => ['home', `small ${n}`, `${100 + n}`, product])),
    ...Array.from({ length: 100 }, (_, n) => [['home', `other ${n}`, `${200 + n}`, 'P99']]),
  ].flat()
  const inputs = {
    limit: input([
      ...[
        ['affinity_least_support_rate', '0.001'],
        ['affinity_least_count', '5'],
        ['affinity_least_confidence_rate', '0.5'],
      ],
      ['affinity_most_false_rate', '0.05'],
    ]),
    product: input([...forty, 'P99'].map((code) => [code, code, 'tea', 'home'])),
    sale: input(sales),
  }
  const rules: Record<string, unknown>[] = []
  for await (const rule of productAffinity(inputs, { as_of: '2026-06-01', is_first: true })) rules.push(rule)
  const ofOrders = rules.filter((rule) => rule['basis'] === 'basket' && rule['business_line'] === '*' && rule['level'] === 'product')
  expect(ofOrders.map(({ lead, follow, basket_count, least_count }) => [lead, follow, basket_count, least_count])).toEqual([
    ['P0', 'P1', 28, 10],
    ['P1', 'P0', 28, 10],
  ])
})
