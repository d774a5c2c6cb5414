import type { Compute, Input } from 'memberhouse'
import { associationRules, type Rule } from './association_rules.ts'
import { collectBaskets } from './collect_baskets.ts'

type Sale = { line: string; order: string; member: string | null; product: string; category: string | null }
type Name = { code: string; name: string }

/** Three that lead, and the one that follows. */
const max_items = 4

/** The rules of ads.product_affinity: for each business line and all of them, between products and categories, in orders and members. */
const productAffinity: Compute = async function* (inputs) {
  const limit = new Map<string, number>()
  for await (const [name, value] of inputs['limit']!) limit.set(name!, Number(value))
  const limits = {
    min_support: limit.get('affinity_least_support_rate')!,
    min_count: limit.get('affinity_least_count')!,
    min_confidence: limit.get('affinity_least_confidence_rate')!,
    max_items,
  }
  const names = new Map<string, Name>()
  const sales = await readSales(inputs, names)
  const lines = ['*', ...new Set(sales.map(({ line }) => line))]
  for (const business_line of lines) {
    for (const level of ['product', 'category'] as const) {
      for (const basis of ['basket', 'member'] as const) {
        const baskets = collectBaskets()
        for (const sale of sales) {
          const [basket, item] = [basis === 'basket' ? sale.order : sale.member, sale[level]]
          if (basket !== null && item !== null && (business_line === '*' || business_line === sale.line)) baskets.add(basket, item)
        }
        const { lists, names: items } = baskets.done()
        const nameOf = (item: string) => (level === 'category' ? { code: item, name: item } : names.get(item)!)
        for (const rule of associationRules({ lists, names: items }, limits).rules)
          if (rule.false_discovery_rate <= limit.get('affinity_most_false_rate')!)
            yield { business_line, level, basis, ...rowOf(rule, lists.length, nameOf) }
      }
    }
  }
}

export default productAffinity

async function readSales(inputs: Record<string, Input>, names: Map<string, Name>): Promise<Sale[]> {
  const categories = new Map<string, string | null>()
  for await (const [product, code, name, category] of inputs['product']!) {
    names.set(product!, { code: code!, name: name ?? code! })
    categories.set(product!, category!)
  }
  const sales: Sale[] = []
  for await (const [line, order, member, product] of inputs['sale']!)
    sales.push({ line: line!, order: order!, member: member!, product: product!, category: categories.get(product!)! })
  return sales
}

function rowOf({ lead, follow, is_redundant, ...rule }: Rule, total_count: number, nameOf: (item: string) => Name) {
  const leading = lead.map(nameOf).sort((one, other) => (one.code < other.code ? -1 : 1))
  // Logarithms differ between machines in their last digits.
  const digits = (value: number) => Number(value.toPrecision(9))
  return {
    lead: leading.map(({ code }) => code).join(' + '),
    lead_name: leading.map(({ name }) => name).join(' + '),
    lead_item_count: lead.length,
    follow: nameOf(follow).code,
    follow_name: nameOf(follow).name,
    basket_count: rule.basket_count,
    lead_count: rule.lead_count,
    follow_count: rule.follow_count,
    total_count,
    support: digits(rule.support),
    confidence: digits(rule.confidence),
    lift: digits(rule.lift),
    p_value: digits(rule.p_value),
    false_discovery_rate: digits(rule.false_discovery_rate),
    is_redundant,
  }
}
