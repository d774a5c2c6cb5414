import type { Day } from '../basics/calendar.ts'
import { allocate } from '../basics/money.ts'
import type { Random } from '../basics/random.ts'
import type { BusinessLine, Product } from '../catalogue/products.ts'
import { isSold, type Channel, type World } from '../catalogue/world.ts'
import type { Person } from '../people/person.ts'
import { complements, pickCategory, type Taste } from './taste.ts'

/** A line of an order, in cents: `paid = list × quantity − discount − coupon`. */
export type Item = {
  product: Product
  quantity: number
  list: number
  discount: number
  coupon: number
  cost: number
  /** The promotion that gave the discount. */
  promotion_id: string | null
}
/** Who buys where and when. Anonymous customers have no taste. */
export type Shopping = { kind: Person['kind']; taste: Taste | null; business_line: BusinessLine; channel: Channel; day: Day }

/** The amount paid for a line. */
export const paidAmount = ({ list, quantity, discount, coupon }: Item): number => list * quantity - discount - coupon

/** Chooses what a person buys. When a product is out of stock, returns the day until which the person waits, or null if they give up. */
export function fillBasket(world: World, shopping: Shopping, random: Random): Item[] | Day | null {
  const { kind, business_line, channel, day } = shopping
  const size = basketSize(shopping, random)
  const items: Item[] = []
  let category = ''
  for (let position = 0; position < size; position++) {
    const wanted: Product | null =
      position > 0
        ? null
        : kind === 'replenisher'
          ? favouriteIn(shopping)
          : kind === 'launch_follower'
            ? world.newestLaunch(business_line, day)
            : null
    category = wanted?.category ?? nextCategory(shopping, category, random)
    let product = wanted ?? pickProduct(world, shopping, category, items, random)
    const inStockFrom = product === null ? day : (world.inStockFrom[channel][product.position]?.[day] ?? day)
    if (product !== null && inStockFrom > day) {
      const [waits, leaves] = wanted === null ? [0.25, 0.45] : [0.5, 0.7]
      const chance = random.next()
      if (position === 0 && chance < waits) return inStockFrom + random.integer(3)
      if (position === 0 && chance < leaves) return null
      product = pickProduct(world, shopping, category, items, random, true)
    }
    if (product !== null) items.push(itemOf(world, shopping, product, random))
  }
  return items.length === 0 ? null : items
}

/** Distributes a coupon's face amount over the lines in proportion to their prices, at most the total of the order. */
export function applyCoupon(items: readonly Item[], face: number): void {
  const weights = items.map(paidAmount)
  const shares = allocate(
    Math.min(
      face,
      weights.reduce((sum, weight) => sum + weight, 0),
    ),
    weights,
  )
  items.forEach((item, position) => (item.coupon = shares[position]!))
}

function basketSize({ kind, business_line, channel }: Shopping, random: Random): number {
  if (kind === 'breakfast') return 2 + Math.min(3, random.poisson(0.8))
  if (business_line === 'food') return 1 + Math.min(6, random.poisson(channel === 'pos' ? 1.3 : 1.1))
  return 1 + Math.min(5, random.poisson(kind === 'price_sensitive' ? 0.9 : 0.6))
}

const favouriteIn = ({ taste, business_line }: Shopping): Product | null =>
  taste?.favourite.business_line === business_line ? taste.favourite : null

function nextCategory({ kind, taste, business_line, channel, day }: Shopping, before: string, random: Random): string {
  if (kind === 'breakfast' && before === '') return taste?.drinksCoffee ? 'coffee' : random.chance(0.8) ? 'soy_milk' : 'hot_breakfast'
  const complement = complements[before]
  if (complement !== undefined && random.chance(kind === 'breakfast' ? 0.75 : 0.4)) return complement
  if (kind === 'breakfast') return random.pick(['bun', 'egg', 'hot_breakfast', 'bun'])
  return pickCategory(business_line === 'food' && channel === 'pos' ? 'counter' : business_line, day, random)
}

/** Picks a product of a category that is not in the basket, preferably one that the person likes or, if price-sensitive, a discounted one. */
function pickProduct(
  world: World,
  shopping: Shopping,
  category: string,
  items: readonly Item[],
  random: Random,
  inStockOnly = false,
): Product | null {
  const { kind, taste, channel, day } = shopping
  const products = world.byCategory.get(category)!
  let fallback: Product | null = null
  for (let attempt = 0; attempt < 8; attempt++) {
    // The first products of a category sell best.
    const product = products[Math.floor(products.length * random.next() ** 1.4)]!
    if (!isSold(product, day) || items.some((item) => item.product === product)) continue
    if (inStockOnly && (world.inStockFrom[channel][product.position]?.[day] ?? day) > day) continue
    fallback ??= product
    const isLiked =
      kind === 'price_sensitive'
        ? world.discount[channel][product.position]!.percent[day]! > 0
        : !taste || taste.series.includes(product.series)
    if (isLiked) return product
    if (kind !== 'price_sensitive' && attempt > 2) break
  }
  return fallback
}

function itemOf(world: World, { kind, business_line, channel, day }: Shopping, product: Product, random: Random): Item {
  const multipleChance =
    business_line === 'beauty'
      ? kind === 'price_sensitive'
        ? 0.2
        : 0.1
      : product.category === 'bun'
        ? 0.55
        : channel === 'pos'
          ? 0.08
          : 0.3
  const quantity = 1 + (random.chance(multipleChance) ? 1 + Math.min(2, random.poisson(0.3)) : 0)
  const list = world.listPrice[product.position]![day]!
  const { percent, promotion } = world.discount[channel][product.position]!
  const discount = Math.round((list * quantity * percent[day]!) / 100)
  const promotion_id = discount > 0 ? world.promotions[promotion[day]!]!.promotion_id : null
  return { product, quantity, list, discount, coupon: 0, cost: world.unitCost[product.position]![day]!, promotion_id }
}
