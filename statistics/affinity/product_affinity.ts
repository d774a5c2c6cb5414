import type { Compute } from 'memberhouse'
import { associationRules, leastCount, type Rule, type RuleLimits } from './association_rules.ts'
import { collectBaskets } from './collect_baskets.ts'
import { TooManySets, type Baskets } from './frequent_sets.ts'
import { readLimits, readProducts, rounded } from './read_inputs.ts'

type Sale = { line: string; order: string; member: string | null; product: string; category: string | null }
type Named = { code: string; name: string }

/** Three that lead, and the one that follows. */
const max_items = 4

/** More sets than anyone reads: large baskets, such as those of a wholesaler, hold millions. */
const most_sets = 10_000

/** The rules of ads.product_affinity: for each business line and all of them, between products and categories, in orders and members. */
const productAffinity: Compute = async function* (inputs) {
  const limit = await readLimits(inputs['limit']!)
  const products = await readProducts(inputs['product']!)
  const limits = {
    min_support: limit('affinity_least_support_rate'),
    min_count: limit('affinity_least_count'),
    min_confidence: limit('affinity_least_confidence_rate'),
    max_items,
    most_sets,
  }
  const sales: Sale[] = []
  for await (const [line, order, member, product] of inputs['sale']!)
    sales.push({ line: line!, order: order!, member: member!, product: product!, category: products.get(product!)!.category })
  for (const business_line of ['*', ...new Set(sales.map(({ line }) => line))]) {
    for (const level of ['product', 'category'] as const) {
      for (const basis of ['basket', 'member'] as const) {
        const collected = collectBaskets()
        for (const sale of sales) {
          const [basket, item] = [basis === 'basket' ? sale.order : sale.member, sale[level]]
          if (basket !== null && item !== null && (business_line === '*' || business_line === sale.line)) collected.add(basket, item)
        }
        const baskets = collected.done()
        const named = (item: string): Named => (level === 'product' ? products.get(item)! : { code: item, name: item })
        const { rules, least_count } = strongestRules(baskets, limits)
        for (const rule of rules)
          if (!rule.is_redundant && rule.false_discovery_rate <= limit('affinity_most_false_rate'))
            yield { business_line, level, basis, least_count, ...rowOf(rule, baskets.lists.length, named) }
      }
    }
  }
}

export default productAffinity

/** The rules under the limits; where too many sets have the least count, it is doubled until few enough have it. */
function strongestRules(baskets: Baskets, limits: RuleLimits): { rules: Rule[]; least_count: number } {
  for (let least_count = leastCount(limits, baskets.lists.length); ; least_count *= 2)
    try {
      return { rules: associationRules(baskets, { ...limits, min_count: least_count }).rules, least_count }
    } catch (error) {
      if (!(error instanceof TooManySets)) throw error
    }
}

function rowOf({ lead, follow, is_redundant: _, ...rule }: Rule, total_count: number, named: (item: string) => Named) {
  const leading = lead.map(named).sort((one, other) => (one.code < other.code ? -1 : 1))
  return {
    ...rule,
    lead: leading.map(({ code }) => code).join(' + '),
    lead_name: leading.map(({ name }) => name).join(' + '),
    lead_item_count: lead.length,
    follow: named(follow).code,
    follow_name: named(follow).name,
    total_count,
    support: rounded(rule.support),
    confidence: rounded(rule.confidence),
    lift: rounded(rule.lift),
    p_value: rounded(rule.p_value),
    false_discovery_rate: rounded(rule.false_discovery_rate),
  }
}
