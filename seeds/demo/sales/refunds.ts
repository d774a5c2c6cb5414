import { paidFor, type Item } from './basket.ts'
import type { Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { Channel } from '../catalogue/world.ts'

/** What is given back of one line; quantity 0 gives money alone. */
export type Refund = { item: Item; quantity: number; amount: number; reason: string; at: Moment }

// Share of orders of which something is given back. The marketplace takes everything back for a week, no questions asked.
const shares: Record<'beauty' | 'food', Record<Channel, number>> = {
  beauty: { shop: 0.085, mini: 0.05, app: 0.05, pos: 0.02 },
  food: { shop: 0.02, mini: 0.012, app: 0.012, pos: 0.002 },
}
const reasons = ['changed_mind', 'changed_mind', 'wrong_product', 'damaged', 'skin_reaction']

/** What of a basket is given back, and when: mostly all of it, else a line or a piece, else money alone. Never more than was bought. */
export function refundsOf(channel: Channel, items: readonly Item[], received_at: Moment, isLate: boolean, random: Random): Refund[] {
  const line = items[0]!.product.business_line
  if (!random.chance(shares[line][channel] * (isLate ? 2.5 : 1))) return []
  const at = received_at + Math.floor(86_400 * (0.2 + 8 * random.next() ** 2))
  const reason = isLate && random.chance(0.6) ? 'late' : line === 'food' ? 'damaged' : random.pick(reasons)
  const how = random.next()
  if (how < 0.6) return items.filter((item) => paidFor(item) > 0).map((item) => ({ item, quantity: item.quantity, amount: paidFor(item), reason, at }))
  const item = random.pick(items)
  const paid = paidFor(item)
  if (paid <= 0) return []
  if (how < 0.85 || channel === 'pos') {
    const quantity = item.quantity > 1 ? 1 + random.integer(item.quantity) : 1
    return [{ item, quantity, amount: Math.floor((paid * quantity) / item.quantity), reason, at }]
  }
  const amount = Math.max(1, Math.floor(paid * (0.05 + 0.15 * random.next())))
  return [{ item, quantity: 0, amount, reason: random.chance(0.5) ? 'price_protection' : 'damaged', at }]
}

/** Whether an order was given back whole, so that its day is no purchase for it. */
export const isAllGivenBack = (items: readonly Item[], refunds: readonly Refund[]): boolean =>
  items.reduce((sum, item) => sum + paidFor(item), 0) === refunds.reduce((sum, { amount }) => sum + amount, 0)

/** The line as the shop puts it right weeks later: a piece less, or where there was one, some of the price. */
export function corrected(item: Item, random: Random): Item {
  const { list, quantity, discount, coupon } = item
  if (quantity > 1) {
    const fewer = { ...item, quantity: quantity - 1, discount: Math.round((discount * (quantity - 1)) / quantity) }
    return paidFor(fewer) > 0 ? fewer : item
  }
  const paid = list - discount - coupon
  return { ...item, discount: discount + Math.floor(paid * (0.05 + 0.05 * random.next())) }
}
