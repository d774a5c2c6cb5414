import { dayFrom, isoDay, type Day } from '../basics/calendar.ts'
import { scramble } from '../basics/random.ts'
import { orderPromotionsUntil } from './order_promotions.ts'
import type { BusinessLine, Product } from './products.ts'

export type PromotionType = 'festival' | 'shopping_festival' | 'member_day' | 'sale' | 'launch' | 'activity'
export type Promotion = {
  promotion_id: string
  promotion_name: string
  promotion_type: PromotionType
  business_line: BusinessLine | null
  product: Product | null
  starts_on: Day
  ends_on: Day
  discount_rate: number
  /** How it discounts: the price of products, the amount of an order (满减), by a gift, or by points; null for a promotion without a discount. */
  discount_type: 'direct' | 'threshold' | 'gift' | 'points' | null
  /** In cents: what an order must reach, and what is taken off every time that it does. */
  threshold: number | null
  reduction: number | null
  /** Share of the business line's products that are discounted. */
  coverage: number
  /** Factor on the number of purchases; the second applies to the last two days. */
  pull: readonly [number, number]
}

type Yearly = [
  name: string,
  type: PromotionType,
  line: BusinessLine | null,
  from: string,
  to: string,
  rate: number,
  coverage: number,
  pull: readonly [number, number],
]
const yearly: Yearly[] = [
  ['元旦', 'festival', null, '01-01', '01-02', 0, 0, [1, 1]],
  ['年货节', 'sale', 'food', '01-08', '01-22', 0.12, 0.6, [1.4, 1.6]],
  ['三八女王节', 'shopping_festival', 'beauty', '03-04', '03-09', 0.18, 0.7, [1.5, 2.2]],
  ['劳动节', 'festival', null, '05-01', '05-06', 0, 0, [1, 1]],
  ['六一八', 'shopping_festival', null, '06-01', '06-19', 0.25, 0.8, [1.9, 4]],
  ['夏季清仓', 'sale', 'beauty', '07-20', '07-28', 0.3, 0.25, [1.2, 1.2]],
  ['开学季', 'sale', 'food', '08-28', '09-05', 0.1, 0.5, [1.2, 1.2]],
  ['国庆节', 'festival', null, '10-01', '10-08', 0, 0, [0.9, 0.9]],
  ['双十一', 'shopping_festival', null, '10-31', '11-12', 0.3, 0.85, [2.2, 5]],
  ['双十二', 'shopping_festival', null, '12-10', '12-13', 0.18, 0.7, [1.6, 1.9]],
]
// Festivals of the lunar calendar: their day differs each year.
const lunar: [name: string, days: number, pull: number, on: string][] = [
  ['春节', 7, 0.45, '24-02-10 25-01-29 26-02-17 27-02-06 28-01-26 29-02-13 30-02-03 31-01-23 32-02-11 33-01-31'],
  ['清明节', 1, 0.9, '24-04-04 25-04-04 26-04-05 27-04-05 28-04-04 29-04-04 30-04-05 31-04-05 32-04-04 33-04-04'],
  ['端午节', 1, 1, '24-06-10 25-05-31 26-06-19 27-06-09 28-05-28 29-06-16 30-06-05 31-06-24 32-06-12 33-06-01'],
  ['七夕', 1, 1.5, '24-08-10 25-08-29 26-08-19 27-08-08 28-08-26 29-08-16 30-08-05 31-08-24 32-08-12 33-08-01'],
  ['中秋节', 1, 1.1, '24-09-17 25-10-06 26-09-25 27-09-15 28-10-03 29-09-22 30-09-12 31-10-01 32-09-19 33-09-08'],
]
const activities = ['肌肤测试体验周', '新品试用官招募', '早餐打卡挑战', '会员沙龙']

/** The promotion calendar up to the end of the year of `until`: promotions of products in order of days, then those of whole orders. */
export function promotionsUntil(until: Day, products: readonly Product[]): Promotion[] {
  const promotions: Omit<Promotion, 'promotion_id' | 'discount_type' | 'threshold' | 'reduction'>[] = []
  const plain = { product: null, discount_rate: 0, coverage: 0, pull: [1, 1] as const }
  for (let year = 2024; year <= Number(isoDay(until).slice(0, 4)); year++) {
    for (const [name, promotion_type, business_line, from, to, discount_rate, coverage, pull] of yearly) {
      const promotion_name = promotion_type === 'festival' ? name : `${year} ${name}`
      const [starts_on, ends_on] = [dayFrom(`${year}-${from}`), dayFrom(`${year}-${to}`)]
      promotions.push({ ...plain, promotion_name, promotion_type, business_line, starts_on, ends_on, discount_rate, coverage, pull })
    }
    for (const [promotion_name, length, pull, days] of lunar) {
      const day = days.split(' ').find((on) => on.startsWith(String(year - 2000)))
      if (day === undefined) continue
      const starts_on = dayFrom(`20${day}`)
      promotions.push({
        ...plain,
        promotion_name,
        promotion_type: 'festival',
        business_line: null,
        starts_on,
        ends_on: starts_on + length,
        pull: [pull, pull],
      })
    }
    for (let month = 1; month <= 12; month++) {
      const starts_on = dayFrom(`${year}-${String(month).padStart(2, '0')}-08`)
      const memberDay = {
        promotion_name: `${month}月会员日`,
        promotion_type: 'member_day' as const,
        business_line: null,
        discount_rate: 0.12,
        coverage: 1,
      }
      promotions.push({ ...plain, ...memberDay, starts_on, ends_on: starts_on + 1, pull: [1.6, 1.6] })
      const weekend = {
        promotion_name: `${month}月底特惠`,
        promotion_type: 'sale' as const,
        business_line: null,
        discount_rate: 0.15,
        coverage: 0.35,
      }
      promotions.push({ ...plain, ...weekend, starts_on: starts_on + 17, ends_on: starts_on + 20, pull: [1.2, 1.2] })
      const activity = {
        promotion_name: activities[month % 4]!,
        promotion_type: 'activity' as const,
        business_line: month % 4 === 2 ? ('food' as const) : ('beauty' as const),
      }
      promotions.push({ ...plain, ...activity, starts_on: starts_on + 6, ends_on: starts_on + 13 })
    }
  }
  for (const product of products.filter(({ launched_on }) => launched_on >= 0)) {
    const { product_name, business_line, launched_on } = product
    const launch = { promotion_name: `${product_name} 首发`, promotion_type: 'launch' as const, business_line, product }
    promotions.push({ ...plain, ...launch, starts_on: launched_on, ends_on: launched_on + 21, discount_rate: 0.05 })
  }
  promotions.sort((a, b) => a.starts_on - b.starts_on || (a.promotion_name < b.promotion_name ? -1 : 1))
  const ofProducts = promotions.map((promotion, position): Promotion => {
    const discount_type = promotion.discount_rate > 0 ? 'direct' : null
    return { promotion_id: `PR${String(position + 1).padStart(4, '0')}`, ...promotion, discount_type, threshold: null, reduction: null }
  })
  return [...ofProducts, ...orderPromotionsUntil(until, ofProducts)]
}

/** Whether a promotion discounts a product. Each promotion selects another share of the products. */
export function isDiscounted(promotion: Promotion, product: Product, position: number): boolean {
  if (promotion.product) return promotion.product === product
  if (promotion.business_line !== null && promotion.business_line !== product.business_line) return false
  // Gift sets and breakfast are discounted on member day only.
  const isFixed =
    ['gift_set', 'soy_milk', 'bun', 'egg', 'hot_breakfast'].includes(product.category) && promotion.promotion_type !== 'member_day'
  return !isFixed && scramble(1_000 * (position + 1) + product.position) < promotion.coverage * 2 ** 32
}

/** The discount of a product by day, in per cent, and the position of its promotion. */
export type Discounts = { percent: Uint8Array; promotion: Uint16Array }

/** The highest valid discount by product and day. The marketplace has no member day. */
export function discountsOf(promotions: readonly Promotion[], products: readonly Product[], until: Day, isOwn: boolean): Discounts[] {
  return products.map((product) => {
    const table = { percent: new Uint8Array(until + 1), promotion: new Uint16Array(until + 1) }
    promotions.forEach((promotion, position) => {
      if (promotion.promotion_type === 'member_day' && !isOwn) return
      if (promotion.discount_rate === 0 || !isDiscounted(promotion, product, position)) return
      const percent = Math.round(100 * promotion.discount_rate)
      for (let day = Math.max(0, promotion.starts_on); day < Math.min(promotion.ends_on, until + 1); day++) {
        if (percent <= table.percent[day]!) continue
        table.percent[day] = percent
        table.promotion[day] = position
      }
    })
    return table
  })
}
