import { dayFrom, type Day } from '../basics/calendar.ts'
import { randomOf } from '../basics/random.ts'
import { skincare } from './beauty_products.ts'
import { food } from './food_products.ts'
import { trialSizes } from './trial_sizes.ts'

export type BusinessLine = 'beauty' | 'food'
/** A price and a cost in cents, valid from a day on. */
export type Price = { valid_from: Day; list_price: number; unit_cost: number }
export type Product = {
  /** Position in the list of all products. */
  position: number
  product_code: string
  product_name: string
  business_line: BusinessLine
  category: string
  series: string
  launched_on: Day
  discontinued_on: Day | null
  /** In order of days; the first is valid from the launch. */
  prices: Price[]
}

// Cost in cents of a trial size, which has no price.
const trialSizeCost = 350
// Unit cost as a share of the first list price.
const costShare: Record<string, number> = { beauty: 0.24, gift_set: 0.32, food: 0.58, coffee: 0.38, hot_breakfast: 0.5 }

/** All products, with their prices up to a day. The catalogue is the same for every seed. */
export function productsUntil(until: Day): Product[] {
  const listed = [...rowsOf('beauty', skincare, 'B'), ...rowsOf('food', food, 'F'), ...rowsOf('beauty', trialSizes, 'S')]
  return listed.map((product, position) => ({ ...product, position, prices: pricesOf(product, position, until) }))
}

type Listed = Omit<Product, 'position' | 'prices'> & { price: number }

/** Parses the rows `name, series, price[, launched[, discontinued]]` of each category. */
function rowsOf(business_line: BusinessLine, catalogue: Record<string, string>, prefix: string): Listed[] {
  const rows = Object.entries(catalogue).flatMap(([category, text]) =>
    text
      .trim()
      .split('\n')
      .map((row) => [category, ...row.split(',').map((field) => field.trim())]),
  )
  return rows.map(([category, product_name, series, price, launched, discontinued], position) => ({
    product_code: `${prefix}${String(1001 + position)}`,
    product_name: product_name!,
    business_line,
    category: category!,
    series: series!,
    price: Math.round(100 * Number(price)),
    launched_on: launched ? dayFrom(launched) : -400 - 7 * position,
    discontinued_on: discontinued ? dayFrom(discontinued) : null,
  }))
}

/** Prices are reviewed in March and in September: about a third of them change, four in five of these upward. */
function pricesOf({ business_line, category, launched_on, price }: Listed, position: number, until: Day): Price[] {
  if (category === 'trial_size') return [{ valid_from: launched_on, list_price: 0, unit_cost: trialSizeCost }]
  const random = randomOf(1, position, 'price')
  const share = (costShare[category] ?? costShare[business_line]!) * (0.9 + 0.2 * random.next())
  const prices = [{ valid_from: launched_on, list_price: price, unit_cost: Math.round(price * share) }]
  for (let year = 2024; dayFrom(`${year}-03-01`) <= until; year++) {
    for (const day of [dayFrom(`${year}-03-01`), dayFrom(`${year}-09-01`)]) {
      const [isChanged, isRise, by, cost] = [random.chance(0.36), random.chance(0.8), random.next(), random.next()]
      const before = prices.at(-1)!
      if (!isChanged || day <= launched_on || day > until) continue
      const factor = isRise ? 1.02 + 0.06 * by : 0.97 - 0.06 * by
      const unit = business_line === 'beauty' ? 100 : 10
      prices.push({
        valid_from: day,
        list_price: Math.max(unit, unit * Math.round((before.list_price * factor) / unit)),
        unit_cost: Math.round(before.unit_cost * (0.99 + 0.06 * cost)),
      })
    }
  }
  return prices
}

/** List prices or costs by product and day, in cents, from the first day of the exports. */
export function tableOf(products: readonly Product[], until: Day, what: 'list_price' | 'unit_cost'): Int32Array[] {
  return products.map(({ prices }) => {
    const table = new Int32Array(until + 1)
    for (const price of prices) table.fill(price[what], Math.max(0, price.valid_from))
    return table
  })
}
