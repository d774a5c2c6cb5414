import fc from 'fast-check'
import { expect, test } from 'vitest'
import { associationRules, type RuleLimits } from '../../../statistics/affinity/association_rules.ts'
import { collectBaskets } from '../../../statistics/affinity/collect_baskets.ts'
import { frequentSets, TooManySets, type Baskets } from '../../../statistics/affinity/frequent_sets.ts'
import { falseDiscoveryRates, fisherTail, logFactorials } from '../../../statistics/affinity/significance.ts'

const all: RuleLimits = { min_support: 0, min_count: 1, min_confidence: 0, max_items: 10 }

function basketsOf(...lists: string[][]): Baskets {
  const collected = collectBaskets()
  lists.forEach((list, basket) => list.forEach((item) => collected.add(String(basket), item)))
  return collected.done()
}

// The example of Agrawal, Imieliński and Swami's successors in every textbook: five baskets.
const textbook = basketsOf(
  ['bread', 'milk'],
  ['bread', 'diapers', 'beer', 'eggs'],
  ['milk', 'diapers', 'beer', 'cola'],
  ['bread', 'milk', 'diapers', 'beer'],
  ['bread', 'milk', 'diapers', 'cola'],
)

test('support, confidence and lift of the textbook example', () => {
  const { rules } = associationRules(textbook, { ...all, min_support: 0.4, min_confidence: 0.6 })
  const rule = rules.find(({ lead, follow }) => lead.join() === 'diapers,milk' && follow === 'beer')!
  expect(rule).toMatchObject({ basket_count: 2, lead_count: 3, follow_count: 3, support: 0.4, confidence: 2 / 3 })
  expect(rule.lift).toBeCloseTo(10 / 9, 12)
  // Of the 10 ways to lay three beers, 1 has three of the three leads and 6 have two.
  expect(rule.p_value).toBeCloseTo(0.7, 12)
})

/** Every rule, counted basket by basket. */
function countedRules({ names, lists }: Baskets, { min_support, min_count, min_confidence, max_items }: RuleLimits): string[] {
  const held = lists.map((list) => new Set(list))
  const countOf = (items: number[]) => held.filter((basket) => items.every((item) => basket.has(item))).length
  const subsets = names.reduce<number[][]>((sets, _, item) => [...sets, ...sets.map((set) => [...set, item])], [[]])
  return subsets.flatMap((set) => {
    const count = countOf(set)
    if (set.length < 2 || set.length > max_items || count < Math.max(1, min_count) || count / lists.length < min_support) return []
    return set.flatMap((follow) => {
      const lead = set.filter((item) => item !== follow)
      if (count / countOf(lead) < min_confidence) return []
      const lift = count / lists.length / ((countOf(lead) / lists.length) * (countOf([follow]) / lists.length))
      return [
        `${lead.map((item) => names[item]).sort()} > ${names[follow]}: ${count} ${countOf(lead)} ${countOf([follow])} ${lift.toFixed(9)}`,
      ]
    })
  })
}

test('finds the rules that counting each set of items finds, in any order of baskets and items', () => {
  const item = fc.constantFrom(...'abcdefg')
  const some = fc.record({
    lists: fc.array(fc.array(item, { maxLength: 7 }), { minLength: 1, maxLength: 25 }),
    min_support: fc.constantFrom(0, 0.04, 0.1, 0.2, 0.5, 1),
    min_count: fc.constantFrom(0, 1, 2, 5),
    min_confidence: fc.constantFrom(0, 0.25, 0.5, 0.8, 1),
    max_items: fc.integer({ min: 1, max: 7 }),
  })
  fc.assert(
    fc.property(some, ({ lists, ...limits }) => {
      const baskets = basketsOf(...lists)
      if (baskets.lists.length === 0) return
      const found = associationRules(baskets, limits).rules.map(
        ({ lead, follow, basket_count, lead_count, follow_count, lift }) =>
          `${lead} > ${follow}: ${basket_count} ${lead_count} ${follow_count} ${lift.toFixed(9)}`,
      )
      expect(found.toSorted()).toEqual(countedRules(baskets, limits).toSorted())
      const turned = basketsOf(...lists.map((list) => list.toReversed()).toReversed())
      expect(associationRules(turned, limits)).toEqual(associationRules(baskets, limits))
    }),
    { numRuns: 300 },
  )
})

test('a rule is redundant where fewer items lead to at least the same confidence', () => {
  const { rules } = associationRules(basketsOf(['a', 'b', 'x'], ['a', 'b', 'x'], ['a', 'x'], ['b'], ['a', 'c'], ['b', 'c', 'a', 'x']), all)
  const redundant = new Map(rules.map(({ lead, follow, is_redundant }) => [`${lead.join('')} ${follow}`, is_redundant]))
  expect(redundant.get('a x')).toBe(false)
  // a → x has 4 of 5, b → x 3 of 4, a and b → x 3 of 3, with c as well 1 of 1.
  expect(redundant.get('ab x')).toBe(false)
  expect(redundant.get('abc x')).toBe(true)
  expect(redundant.get('ac x')).toBe(true)
})

test('an item that is twice in a basket counts once', () => {
  expect(associationRules(basketsOf(['a', 'b', 'a'], ['c']), all)).toEqual(associationRules(basketsOf(['a', 'b'], ['c']), all))
})

test('Fisher: the lady tasting tea, and the same as summing the whole tail', () => {
  expect(fisherTail(logFactorials(8), 4, 4, 4, 8)).toBeCloseTo(1 / 70, 12)
  expect(fisherTail(logFactorials(8), 3, 4, 4, 8)).toBeCloseTo(17 / 70, 12)
  const choose = (n: number, k: number): number => (k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), fc.nat(40), fc.nat(40), (total, a, b, k) => {
      const [lead, follow, both] = [a % (total + 1), b % (total + 1), k % (Math.min(a % (total + 1), b % (total + 1)) + 1)]
      let tail = 0
      for (let x = both; x <= Math.min(lead, follow); x++) tail += choose(follow, x) * choose(total - follow, lead - x)
      expect(fisherTail(logFactorials(total), both, lead, follow, total)).toBeCloseTo(tail / choose(total, lead), 9)
    }),
  )
})

test('Fisher: a million baskets, and a tail too small for a number', () => {
  const logs = logFactorials(1_000_000)
  expect(fisherTail(logs, 100_000, 100_000, 100_000, 1_000_000)).toBe(0)
  expect(fisherTail(logs, 10_000, 100_000, 100_000, 1_000_000)).toBeCloseTo(0.5, 1)
  expect(fisherTail(logs, 0, 10, 10, 1_000_000)).toBe(1)
  expect(fisherTail(logs, 1_000_000, 1_000_000, 1_000_000, 1_000_000)).toBe(1)
})

test('Benjamini and Hochberg: the fifteen p-values of their example', () => {
  const values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1]
  const rates = falseDiscoveryRates(Float64Array.from(values))
  expect([...rates].filter((rate) => rate <= 0.05)).toHaveLength(4)
  expect(rates[0]).toBeCloseTo(0.0015, 12)
  expect(rates[3]).toBeCloseTo((0.0095 * 15) / 4, 12)
  expect(rates[5]).toBeCloseTo((0.0298 * 15) / 7, 12)
  expect([...falseDiscoveryRates(Float64Array.from([0.2, 0.01, 0.2]))]).toEqual([0.2, 0.03, 0.2])
  expect([...falseDiscoveryRates(new Float64Array(0))]).toEqual([])
})

test('independent items: few rules pass the false discovery rate', () => {
  let state = 7
  const draw = () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 2 ** 32
  const lists = Array.from({ length: 2000 }, () => [...'abcdefghijklmnopqrst'].filter(() => draw() < 0.15))
  const { rules, tested_count } = associationRules(basketsOf(...lists), { ...all, min_support: 0.005, max_items: 4 })
  expect(tested_count).toBeGreaterThan(1000)
  expect(rules.filter(({ p_value }) => p_value <= 0.05).length).toBeGreaterThan(tested_count * 0.02)
  expect(rules.filter(({ false_discovery_rate }) => false_discovery_rate <= 0.05).length).toBeLessThan(5)
})

test('sets without end are refused', () => {
  const items = Array.from({ length: 40 }, (_, n) => `item ${n}`)
  expect(() => frequentSets(basketsOf(items, items), 2, 40, 1_000_000)).toThrow(TooManySets)
})

test('one basket of a hundred thousand items is no burden', () => {
  const huge = Array.from({ length: 100_000 }, (_, n) => `item ${n}`)
  expect(associationRules(basketsOf(huge, ['item 1', 'item 2'], ['item 1', 'item 2']), { ...all, min_count: 2 }).rules).toHaveLength(2)
})
