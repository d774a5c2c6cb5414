import { dayOf, type Day, type Moment } from '../basics/calendar.ts'
import { allocate } from '../basics/money.ts'
import type { Random } from '../basics/random.ts'
import type { BusinessLine } from '../catalogue/products.ts'
import type { Channel, World } from '../catalogue/world.ts'
import { accountAt } from '../people/account_at.ts'
import type { Person } from '../people/person.ts'
import { fillBasket, paidAmount, type Item } from './basket.ts'
import type { Taste } from './taste.ts'

// Share of the orders of persons who buy both business lines that hold lines of both.
const mixedShare = 0.15
// Stores and warehouses are out of trial sizes for a quarter of the orders that get one.
const giftShare = 0.75

/** What an order gets beyond the basket: a reduction of the whole order, a line of the other business line, double points, a gift. */
export function openExtraLines(world: World) {
  const running = (type: 'threshold' | 'gift' | 'points', day: Day) =>
    world.promotions.filter(({ discount_type, starts_on, ends_on }) => discount_type === type && starts_on <= day && day < ends_on)
  const trialSizes = world.byCategory.get('trial_size')!

  return {
    /** A reseller buys 12 to 20 of one product. */
    multiply(items: Item[], random: Random): void {
      items.splice(1)
      for (const item of items) {
        const quantity = 12 + random.integer(9)
        Object.assign(item, { quantity, discount: Math.round((item.discount * quantity) / item.quantity) })
      }
    },

    /** 满减: takes an amount off every full threshold of the lines that no other promotion discounts. */
    reduce(items: readonly Item[], day: Day): void {
      for (const { promotion_id, business_line, threshold, reduction } of running('threshold', day)) {
        const lines = items.filter(
          (item) => item.promotion_id === null && (business_line === null || item.product.business_line === business_line),
        )
        const amounts = lines.map(paidAmount)
        const off = reduction! * Math.floor(amounts.reduce((sum, amount) => sum + amount, 0) / threshold!)
        if (off === 0) continue
        allocate(off, amounts).forEach((share, position) => Object.assign(lines[position]!, { discount: share, promotion_id }))
      }
    },

    /** Adds a line of the business line that the basket does not have, for some orders of persons who buy both. */
    mix(person: Person, taste: Taste, items: Item[], business_line: BusinessLine, channel: Channel, day: Day, random: Random): void {
      if (person.business_line !== 'both' || !random.chance(mixedShare)) return
      const other = business_line === 'beauty' ? 'food' : 'beauty'
      const { spend_level } = person
      const found = fillBasket(world, { kind: 'plain', taste, spend_level, business_line: other, channel, day }, random)
      items.push(...found.items.slice(0, 1))
    },

    /** 双倍积分: doubles the points of the lines that no other promotion discounts, for members in the retailer's own channels. */
    doublePoints(person: Person, items: readonly Item[], channel: Channel, at: Moment): void {
      const [promotion] = running('points', dayOf(at))
      if (promotion === undefined || !['mini', 'app', 'pos'].includes(channel) || accountAt(person, ['crm'], at) === null) return
      const { promotion_id } = promotion
      for (const item of items) if (item.promotion_id === null) Object.assign(item, { promotion_id, points_rate: 2 })
    },

    /** Adds a trial size to an order of enough skincare: a line without a price, with the promotion that gives it. */
    give(items: Item[], day: Day, random: Random): void {
      const [promotion] = running('gift', day)
      const amount = items
        .filter(({ product }) => product.business_line === promotion?.business_line)
        .reduce((sum, item) => sum + paidAmount(item), 0)
      if (promotion === undefined || amount < promotion.threshold! || !random.chance(giftShare)) return
      const product = random.pick(trialSizes)
      const cost = world.unitCost[product.position]![day]!
      items.push({ product, quantity: 1, list: 0, discount: 0, coupon: 0, cost, promotion_id: promotion.promotion_id })
    },
  }
}
