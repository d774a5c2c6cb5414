import { expect, test } from 'vitest'
import { compareGroups, type OwnedBasket } from '../../../statistics/affinity/compare_groups.ts'
import { normalTail } from '../../../statistics/affinity/significance.ts'

const buys = (member: string, count: number, ...items: string[]): OwnedBasket[] => Array.from({ length: count }, () => ({ member, items }))

test('the normal tail is that of the tables', () => {
  expect(normalTail(0)).toBeCloseTo(0.5, 6)
  expect(normalTail(1.959964)).toBeCloseTo(0.025, 6)
  expect(normalTail(-1.644854)).toBeCloseTo(0.95, 6)
  expect(normalTail(6) / 9.865876e-10).toBeCloseTo(1, 1)
})

test('a difference is found where many members agree, and not where a few with many baskets differ from everybody', () => {
  const others = Array.from({ length: 60 }, (_, n) => buys(`other ${n}`, 5, 'bun', ...(n % 8 === 0 ? ['drink'] : []))).flat()
  const agreeing = Array.from({ length: 20 }, (_, n) => [...buys(`high ${n}`, 3, 'bun', 'drink'), ...buys(`high ${n}`, 2, 'bun')]).flat()
  const few = [
    ...Array.from({ length: 3 }, (_, n) => buys(`high ${n}`, 40, 'bun', 'drink')).flat(),
    ...Array.from({ length: 9 }, (_, n) => buys(`low ${n}`, 10, 'bun')).flat(),
  ]
  const drinkOf = (high: OwnedBasket[]) => compareGroups(high, others, 3).find(({ lead }) => lead === 'bun')!
  expect(drinkOf(agreeing)).toMatchObject({ follow: 'drink', high_member_count: 20, high_basket_count: 60, high_lead_count: 100 })
  expect(drinkOf(agreeing)).toMatchObject({ high_confidence: 0.6, other_confidence: 40 / 300 })
  expect(drinkOf(agreeing).p_value).toBeLessThan(1e-9)
  expect(drinkOf(few)).toMatchObject({ high_member_count: 3, high_basket_count: 120, high_lead_count: 210 })
  // By baskets alone it would be 1e-25.
  expect(drinkOf(few).p_value).toBeGreaterThan(0.001)
})

test('an item that nobody else buys has no share among the others; a pair of too few baskets or members is left out', () => {
  const high = ['a', 'b', 'c'].flatMap((member) => buys(member, 2, 'tea', 'cup'))
  const alone = compareGroups(high, buys('x', 9, 'rice'), 3)
  expect(alone.map(({ other_lead_count, other_confidence }) => [other_lead_count, other_confidence])).toEqual([
    [0, null],
    [0, null],
  ])
  expect(compareGroups(high, [], 7)).toEqual([])
  expect(compareGroups(buys('a', 20, 'tea', 'cup'), [], 3)).toEqual([])
  expect(compareGroups([], high, 3)).toEqual([])
})
