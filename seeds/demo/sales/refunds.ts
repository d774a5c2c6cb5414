import type { Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { Channel } from '../catalogue/world.ts'
import { paidAmount, type Item } from './basket.ts'

/** A refund of one line; quantity 0 refunds money without goods, amount 0 exchanges the goods. */
export type Refund = { item: Item; quantity: number; amount: number; reason: string; at: Moment }

// Share of orders with a return. The marketplace accepts returns for a week without a reason.
const returnRates: Record<'beauty' | 'food', Record<Channel, number>> = {
  beauty: { marketplace: 0.085, douyin: 0.11, jd: 0.06, mini: 0.05, app: 0.05, pos: 0.02 },
  food: { marketplace: 0.02, douyin: 0.025, jd: 0.015, mini: 0.012, app: 0.012, pos: 0.002 },
}
// Share of the other orders in which one piece is exchanged for another of the same product, and of those whose whole amount the customer
// gets back and keeps the goods (仅退款).
const exchangeRates: Record<'beauty' | 'food', number> = { beauty: 0.012, food: 0.001 }
const moneyOnlyRates: Record<Channel, number> = { marketplace: 0.015, douyin: 0.015, jd: 0.01, mini: 0.006, app: 0.006, pos: 0 }
const reasons = ['changed_mind', 'changed_mind', 'wrong_product', 'damaged', 'skin_reaction']

/** The refunds of an order: a return, an exchange, or the whole amount without the goods. Never more than was bought. */
export function refundsOf(
  channel: Channel,
  items: readonly Item[],
  received_at: Moment,
  isLate: boolean,
  random: Random,
  forms: Random,
): Refund[] {
  const returned = returnsOf(channel, items, received_at, isLate, random)
  const draw = forms.next()
  const at = received_at + Math.floor(86_400 * (0.2 + 6 * forms.next()))
  const paid = items.filter((item) => paidAmount(item) > 0)
  if (returned.length > 0 || paid.length === 0) return returned
  const exchanges = exchangeRates[paid[0]!.product.business_line]
  if (draw < exchanges) return [{ item: forms.pick(paid), quantity: 1, amount: 0, reason: 'exchange', at }]
  if (draw > exchanges + moneyOnlyRates[channel]) return []
  const reason = forms.chance(0.4) ? 'not_received' : 'damaged'
  return paid.map((item) => ({ item, quantity: 0, amount: paidAmount(item), reason, at }))
}

// Mostly of the whole order, else of a line or some pieces, else of a part of the money alone.
function returnsOf(channel: Channel, items: readonly Item[], received_at: Moment, isLate: boolean, random: Random): Refund[] {
  const business_line = items[0]!.product.business_line
  if (!random.chance(returnRates[business_line][channel] * (isLate ? 2.5 : 1))) return []
  const at = received_at + Math.floor(86_400 * (0.2 + 8 * random.next() ** 2))
  const reason = isLate && random.chance(0.6) ? 'late' : business_line === 'food' ? 'damaged' : random.pick(reasons)
  const extent = random.next()
  if (extent < 0.6)
    return items
      .filter((item) => paidAmount(item) > 0)
      .map((item) => ({ item, quantity: item.quantity, amount: paidAmount(item), reason, at }))
  const item = random.pick(items)
  const paid = paidAmount(item)
  if (paid <= 0) return []
  if (extent < 0.85 || channel === 'pos') {
    const quantity = item.quantity > 1 ? 1 + random.integer(item.quantity) : 1
    return [{ item, quantity, amount: Math.floor((paid * quantity) / item.quantity), reason, at }]
  }
  const amount = Math.max(1, Math.floor(paid * (0.05 + 0.15 * random.next())))
  return [{ item, quantity: 0, amount, reason: random.chance(0.5) ? 'price_protection' : 'damaged', at }]
}

/** The line as the store corrects it weeks later: one piece less or, for a single piece, a lower price. */
export function corrected(item: Item, random: Random): Item {
  const { list, quantity, discount, coupon } = item
  if (quantity > 1) {
    const fewer = { ...item, quantity: quantity - 1, discount: Math.round((discount * (quantity - 1)) / quantity) }
    return paidAmount(fewer) > 0 ? fewer : item
  }
  const paid = list - discount - coupon
  return { ...item, discount: discount + Math.floor(paid * (0.05 + 0.05 * random.next())) }
}
