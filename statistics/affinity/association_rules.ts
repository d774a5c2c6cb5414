import { frequentSets, type Baskets, type FrequentSets } from './frequent_sets.ts'
import { falseDiscoveryRates, fisherTail, logFactorials } from './significance.ts'

/** Baskets that hold all items of `lead` hold `follow` as well, in `confidence` of the cases. */
export type Rule = {
  lead: string[]
  follow: string
  /** Baskets that hold all of them; those that hold `lead`; those that hold `follow`. */
  basket_count: number
  lead_count: number
  follow_count: number
  /** Share of all baskets that hold all of them. */
  support: number
  confidence: number
  /** Confidence over the share of all baskets that hold `follow`: 1 where they have nothing to do with each other. */
  lift: number
  p_value: number
  false_discovery_rate: number
  /** A rule with some of `lead` has at least this confidence: Bayardo, Agrawal and Gunopulos, Constraint-based rule mining (1999). */
  is_redundant: boolean
}

/** `max_items` counts those that lead and the one that follows; more than `most_sets` sets, by default a million, are refused (TooManySets). */
export type RuleLimits = { min_support: number; min_count: number; min_confidence: number; max_items: number; most_sets?: number }

export type RuleSearch = {
  rules: Rule[]
  /** Sets of two items or more with enough support, and the rules made of them: each was tested, whatever its confidence. */
  set_count: number
  tested_count: number
}

/**
 * Finds the rules "these items, then that one": Agrawal and Srikant, Fast algorithms for mining association rules (1994). Each rule with
 * enough support is tested by Fisher's exact test, and the false discovery rate is over all of these, so that a higher confidence
 * asked for does not make rules look more significant. Rules are ordered by lift, then by count and by name.
 */
export function associationRules(baskets: Baskets, limits: RuleLimits): RuleSearch {
  const total = baskets.lists.length
  const sets = frequentSets(baskets, leastCount(limits, total), limits.max_items, limits.most_sets ?? 1_000_000)
  const logs = logFactorials(total)
  const tests: number[] = []
  // Confidences by the numbers of the items that lead and of the one that follows.
  const confidences = new Map<string, number>()
  const found: { place: number; lead: number[]; lead_count: number; follow: number; basket_count: number }[] = []
  let set_count = 0
  for (let set = 1; set < sets.size; set++) {
    const path = pathOf(sets, set)
    if (path.length < 2) continue
    set_count++
    const basket_count = sets.count[set]!
    for (let place = 0; place < path.length; place++) {
      const follow = sets.item[path[place]!]!
      const lead_count = sets.count[without(sets, path, place)]!
      const follow_count = sets.count[sets.childOf(0, follow)]!
      tests.push(fisherTail(logs, basket_count, lead_count, follow_count, total))
      if (basket_count < limits.min_confidence * lead_count - 1e-9) continue
      const lead = path.filter((_, other) => other !== place).map((node) => sets.item[node]!)
      confidences.set(keyOf(lead, follow), basket_count / lead_count)
      found.push({ place: tests.length - 1, lead, lead_count, follow, basket_count })
    }
  }
  const rates = falseDiscoveryRates(Float64Array.from(tests))
  const rules = found.map(({ place, lead, lead_count, follow, basket_count }): Rule => {
    const follow_count = sets.count[sets.childOf(0, follow)]!
    return {
      lead: lead.map((item) => baskets.names[item]!).sort(),
      follow: baskets.names[follow]!,
      basket_count,
      lead_count,
      follow_count,
      support: basket_count / total,
      confidence: basket_count / lead_count,
      lift: (basket_count * total) / (lead_count * follow_count),
      p_value: tests[place]!,
      false_discovery_rate: rates[place]!,
      is_redundant: partsOf(lead).some((part) => (confidences.get(keyOf(part, follow)) ?? 0) >= basket_count / lead_count),
    }
  })
  return { rules: rules.sort(byLift), set_count, tested_count: tests.length }
}

/** The baskets that must hold a rule. */
export const leastCount = ({ min_count, min_support }: RuleLimits, total: number): number =>
  // 0.07 × 100 is 7.000000000000001.
  Math.max(1, min_count, Math.ceil(min_support * total - 1e-9))

/** The sets from the first item to the whole set. */
function pathOf({ parent }: FrequentSets, set: number): number[] {
  const path: number[] = []
  for (let at = set; at > 0; at = parent[at]!) path.push(at)
  return path.reverse()
}

/** The set without the item at a place of its path. */
function without({ item, childOf }: FrequentSets, path: readonly number[], place: number): number {
  let set = place === 0 ? 0 : path[place - 1]!
  for (const node of path.slice(place + 1)) set = childOf(set, item[node]!)
  return set
}

const keyOf = (lead: readonly number[], follow: number): string => `${lead.join()} ${follow}`

/** The smaller sets of some of these items, in the same order; not the empty one. */
function partsOf(lead: readonly number[]): number[][] {
  const all = lead.reduce<number[][]>((parts, item) => [...parts, ...parts.map((part) => [...part, item])], [[]])
  return all.slice(1, -1)
}

function byLift(one: Rule, other: Rule): number {
  const [left, right] = [one, other].map(({ lead, follow }) => [...lead, follow].join('\n')) as [string, string]
  return other.lift - one.lift || other.basket_count - one.basket_count || (left < right ? -1 : left > right ? 1 : 0)
}
