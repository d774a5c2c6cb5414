import type { Day } from '../basics/calendar.ts'
import { allocate } from '../basics/money.ts'
import type { Random } from '../basics/random.ts'
import type { BusinessLine, Product } from '../catalogue/products.ts'
import { isSold, type Channel, type World } from '../catalogue/world.ts'
import type { Person } from '../people/person.ts'
import { procedureStage } from '../people/skin.ts'
import { categoryFor, complements, type Taste } from './taste.ts'

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
  /** Points for each yuan, if a promotion multiplies them. */
  points_rate?: number
}
/** Who buys where and when. Anonymous customers have no taste, and spend like the median. */
export type Shopping = {
  kind: Person['kind']
  taste: Taste | null
  spend_level: number
  business_line: BusinessLine
  channel: Channel
  day: Day
}
/** What a person buys. Nothing if they leave without it, or wait for the product until a day. */
export type Basket = {
  items: Item[]
  waits_until: Day | null
  /** The first wanted product that was out of stock. */
  missed: Product | null
}

/** The amount paid for a line. */
export const paidAmount = ({ list, quantity, discount, coupon }: Item): number => list * quantity - discount - coupon

/** Chooses what a person buys. If the first product is out of stock, some wait for it or give up, and the others buy another one. */
export function fillBasket(world: World, shopping: Shopping, random: Random): Basket {
  const { kind, taste, channel, day } = shopping
  const size = basketSize(shopping, random)
  const items: Item[] = []
  let missed: Product | null = null
  let category = ''
  for (let position = 0; position < size; position++) {
    const wanted = position === 0 ? wantedProduct(world, shopping, random) : null
    category = wanted?.category ?? nextCategory(shopping, category, random)
    let product = wanted ?? pickProduct(world, shopping, category, items, random)
    const inStockFrom = product === null ? day : (world.inStockFrom[channel][product.position]?.[day] ?? day)
    if (product !== null && inStockFrom > day) {
      missed ??= product
      const [waits, leaves] = wanted === null ? [0.25, 0.45] : [0.5, 0.7]
      const chance = random.next()
      if (position === 0 && chance < waits) return { items, waits_until: inStockFrom + random.integer(3), missed }
      if (position === 0 && chance < leaves) return { items, waits_until: null, missed }
      product = pickProduct(world, shopping, category, items, random, true)
    }
    if (product !== null) items.push(itemOf(world, shopping, product, random))
  }
  if (taste && kind === 'breakfast' && random.chance(taste.bottleChance)) {
    const bottle = pickProduct(world, shopping, 'drink', items, random)
    if (bottle !== null) items.push(itemOf(world, shopping, bottle, random))
  }
  return { items, waits_until: null, missed }
}

/** The product that brings the person: care around a procedure, a replenisher's favourite, or the newest launch. */
function wantedProduct(world: World, { kind, taste, business_line, day }: Shopping, random: Random): Product | null {
  const stage = taste && business_line === 'beauty' ? procedureStage(taste.skin, day) : null
  if (stage !== null && random.chance(procedureCareShare)) return random.pick(world.procedureCare[stage])
  if (kind === 'replenisher') return taste?.favourite.business_line === business_line ? taste.favourite : null
  return kind === 'launch_follower' ? world.newestLaunch(business_line, day) : null
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

// Share of the baskets around a procedure that begin with care for its stage.
const procedureCareShare = 0.5

function basketSize({ kind, business_line, channel, spend_level }: Shopping, random: Random): number {
  if (kind === 'breakfast') return 2 + Math.min(3, random.poisson(0.8))
  if (business_line === 'food') return 1 + Math.min(6, random.poisson(channel === 'pos' ? 1.3 : 1.1))
  return 1 + Math.min(5, random.poisson((kind === 'price_sensitive' ? 0.8 : 0.5) * spend_level))
}

function nextCategory({ kind, taste, business_line, channel, day }: Shopping, before: string, random: Random): string {
  if (kind === 'breakfast' && before === '') return taste?.drinksCoffee ? 'coffee' : random.chance(0.8) ? 'soy_milk' : 'hot_breakfast'
  const complement = complements[before]
  if (complement !== undefined && random.chance(kind === 'breakfast' ? 0.75 : 0.4)) return complement
  if (kind === 'breakfast') return random.pick(['bun', 'egg', 'hot_breakfast', 'bun'])
  return categoryFor(before === '' ? taste : null, business_line === 'food' && channel === 'pos' ? 'counter' : business_line, day, random)
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
  const { kind, taste, channel, day, spend_level } = shopping
  const products = world.byCategory.get(category)!
  let fallback: Product | null = null
  const likesDear = random.chance(spend_level / (1 + spend_level))
  for (let attempt = 0; attempt < 8; attempt++) {
    const product = dearer(bestSeller(products, random), bestSeller(products, random), likesDear)
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

// The first products of a category sell best.
const bestSeller = (products: readonly Product[], random: Random): Product => products[Math.floor(products.length * random.next() ** 1.4)]!

function dearer(one: Product, other: Product, isDear: boolean): Product {
  return one.prices[0]!.list_price > other.prices[0]!.list_price === isDear ? one : other
}

/** A line of one product, sometimes of several pieces. */
export function itemOf(world: World, { kind, business_line, channel, day, spend_level }: Shopping, product: Product, random: Random): Item {
  const multipleChance =
    business_line === 'beauty'
      ? kind === 'price_sensitive'
        ? 0.2 * spend_level
        : 0.1 * spend_level
      : product.category === 'bun'
        ? 0.55
        : channel === 'pos'
          ? 0.08
          : 0.3
  const quantity = 1 + (random.chance(multipleChance) ? 1 + Math.min(2, random.poisson(0.3 * spend_level)) : 0)
  const list = world.listPrice[product.position]![day]!
  const { percent, promotion } = world.discount[channel][product.position]!
  const discount = Math.round((list * quantity * percent[day]!) / 100)
  const promotion_id = discount > 0 ? world.promotions[promotion[day]!]!.promotion_id : null
  return { product, quantity, list, discount, coupon: 0, cost: world.unitCost[product.position]![day]!, promotion_id }
}
