import type { Day } from '../basics/calendar.ts'
import { shareOut } from '../basics/money.ts'
import type { Person } from '../people/person.ts'
import type { Line, Product } from '../catalogue/products.ts'
import type { Random } from '../basics/random.ts'
import { complements, pickCategory, type Taste } from './taste.ts'
import { isSold, type Channel, type World } from '../catalogue/world.ts'

/** A line of an order; amounts in cents, `paid = list × quantity − discount − coupon`. */
export type Item = { product: Product; quantity: number; list: number; discount: number; coupon: number; cost: number }
/** Who buys where and when; strangers have no kind that matters and no taste. */
export type Visit = { kind: Person['kind']; taste: Taste | null; line: Line; channel: Channel; day: Day }

/** What a line costs. */
export const paidFor = ({ list, quantity, discount, coupon }: Item): number => list * quantity - discount - coupon

/** Puts together what is bought. A day instead: the product is out of stock, and the person waits until then. Null: and goes away. */
export function fillBasket(world: World, visit: Visit, random: Random): Item[] | Day | null {
  const { kind, line, channel, day } = visit
  const size = basketSize(visit, random)
  const items: Item[] = []
  let category = ''
  for (let place = 0; place < size; place++) {
    const wanted: Product | null =
      place > 0 ? null : kind === 'replenisher' ? ownProduct(visit) : kind === 'launch_follower' ? world.launched(line, day) : null
    category = wanted?.category ?? nextCategory(visit, category, random)
    let product = wanted ?? pickProduct(world, visit, category, items, random)
    const inStockFrom = product === null ? day : (world.inStockFrom[channel][product.place]?.[day] ?? day)
    if (product !== null && inStockFrom > day) {
      const [waits, leaves] = wanted === null ? [0.25, 0.45] : [0.5, 0.7]
      const chance = random.next()
      if (place === 0 && chance < waits) return inStockFrom + random.integer(3)
      if (place === 0 && chance < leaves) return null
      product = pickProduct(world, visit, category, items, random, true)
    }
    if (product !== null) items.push(itemOf(world, visit, product, random))
  }
  return items.length === 0 ? null : items
}

/** Takes a coupon's face off the lines, each its share; so much at most as they cost. */
export function takeOff(items: readonly Item[], face: number): void {
  const weights = items.map(paidFor)
  const shares = shareOut(Math.min(face, weights.reduce((sum, weight) => sum + weight, 0)), weights)
  items.forEach((item, place) => (item.coupon = shares[place]!))
}

/** Pieces of the morning are few; the web is ordered from for weeks. */
function basketSize({ kind, line, channel }: Visit, random: Random): number {
  if (kind === 'breakfast') return 2 + Math.min(3, random.poisson(0.8))
  if (line === 'food') return 1 + Math.min(6, random.poisson(channel === 'pos' ? 1.3 : 1.1))
  return 1 + Math.min(5, random.poisson(kind === 'price_sensitive' ? 0.9 : 0.6))
}

const ownProduct = ({ taste, line }: Visit): Product | null => (taste?.own.business_line === line ? taste.own : null)

function nextCategory({ kind, taste, line, channel, day }: Visit, before: string, random: Random): string {
  if (kind === 'breakfast' && before === '') return taste?.drinksCoffee ? 'coffee' : random.chance(0.8) ? 'soy_milk' : 'hot_breakfast'
  const complement = complements[before]
  if (complement !== undefined && random.chance(kind === 'breakfast' ? 0.75 : 0.4)) return complement
  if (kind === 'breakfast') return random.pick(['bun', 'egg', 'hot_breakfast', 'bun'])
  return pickCategory(line === 'food' && channel === 'pos' ? 'counter' : line, day, random)
}

/** A product of a category that is not in the basket yet, sooner one that the person likes; the price-sensitive look for a lower price. */
function pickProduct(world: World, visit: Visit, category: string, items: readonly Item[], random: Random, mustBeThere = false): Product | null {
  const { kind, taste, channel, day } = visit
  const products = world.byCategory.get(category)!
  let found: Product | null = null
  for (let attempt = 0; attempt < 8; attempt++) {
    // The first of a category sell best.
    const product = products[Math.floor(products.length * random.next() ** 1.4)]!
    if (!isSold(product, day) || items.some((item) => item.product === product)) continue
    if (mustBeThere && (world.inStockFrom[channel][product.place]?.[day] ?? day) > day) continue
    found ??= product
    const isLiked = kind === 'price_sensitive' ? world.discount[channel][product.place]![day]! > 0 : !taste || taste.series.includes(product.series)
    if (isLiked) return product
    if (kind !== 'price_sensitive' && attempt > 2) break
  }
  return found
}

function itemOf(world: World, { kind, line, channel, day }: Visit, product: Product, random: Random): Item {
  const more = line === 'beauty' ? (kind === 'price_sensitive' ? 0.2 : 0.1) : product.category === 'bun' ? 0.55 : channel === 'pos' ? 0.08 : 0.3
  const quantity = 1 + (random.chance(more) ? 1 + Math.min(2, random.poisson(0.3)) : 0)
  const list = world.listPrice[product.place]![day]!
  const discount = Math.round((list * quantity * world.discount[channel][product.place]![day]!) / 100)
  return { product, quantity, list, discount, coupon: 0, cost: world.unitCost[product.place]![day]! }
}
