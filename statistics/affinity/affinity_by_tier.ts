import type { Compute } from 'memberhouse'
import { compareGroups, type OwnedBasket } from './compare_groups.ts'
import { readLimits, readProducts, rounded } from './read_inputs.ts'

/** The orders of a business line, in which a member has one tier. */
type Order = { member: string; is_high: boolean; products: Set<string> }

/** The rows of ads.affinity_by_tier, for each business line and level. */
const affinityByTier: Compute = async function* (inputs) {
  const limit = await readLimits(inputs['limit']!)
  const products = await readProducts(inputs['product']!)
  const lines = new Map<string, Map<string, Order>>()
  for await (const [line, order_key, member, product, is_high] of inputs['sale']!) {
    const orders = lines.get(line!) ?? new Map<string, Order>()
    lines.set(line!, orders)
    const order = orders.get(order_key!) ?? { member: member!, is_high: is_high === 't', products: new Set() }
    orders.set(order_key!, order)
    order.products.add(product!)
  }
  for (const [business_line, orders] of lines) {
    for (const level of ['product', 'category'] as const) {
      const itemsOf = (order: Order): string[] =>
        level === 'product' ? [...order.products] : [...new Set([...order.products].flatMap((key) => products.get(key)!.category ?? []))]
      const groups: [high: OwnedBasket[], other: OwnedBasket[]] = [[], []]
      for (const order of orders.values()) groups[order.is_high ? 0 : 1].push({ member: order.member, items: itemsOf(order) })
      const named = (item: string) => (level === 'product' ? products.get(item)! : { code: item, name: item })
      for (const difference of compareGroups(...groups, limit('affinity_least_count'))) {
        const { lead, follow, high_confidence, other_confidence, confidence_ratio, p_value, false_discovery_rate } = difference
        if (false_discovery_rate > limit('affinity_most_false_rate')) continue
        yield {
          ...difference,
          ...{ business_line, level, lead: named(lead).code, lead_name: named(lead).name },
          ...{ follow: named(follow).code, follow_name: named(follow).name },
          high_confidence: rounded(high_confidence),
          other_confidence: other_confidence === null ? null : rounded(other_confidence),
          confidence_ratio: rounded(confidence_ratio),
          p_value: rounded(p_value),
          false_discovery_rate: rounded(false_discovery_rate),
        }
      }
    }
  }
}

export default affinityByTier
