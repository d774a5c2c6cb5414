import type { Day } from '../basics/calendar.ts'
import type { Product } from './products.ts'
import { randomOf } from '../basics/random.ts'

/** The warehouses of the web: the marketplace has its own, mini-program and app share one. */
export type Warehouse = 'shop' | 'mall'
/** Days without stock: `ended_on` is the first with stock again. */
export type StockOut = { product: Product; warehouse: Warehouse; started_on: Day; ended_on: Day }

// A product of the web runs out about every ten months, more often in the three weeks after a launch.
const everyDays = 300

/** All gaps that begin until some day, product by product; breakfast is made on the spot and has none. */
export function stockOutsUntil(seed: number, until: Day, products: readonly Product[]): StockOut[] {
  const found: StockOut[] = []
  for (const product of products) {
    if (isFresh(product)) continue
    for (const warehouse of ['shop', 'mall'] as const) {
      const random = randomOf(seed, 2 * product.place + (warehouse === 'shop' ? 0 : 1), 'stock_out')
      let day = Math.max(0, product.launched_on)
      if (product.launched_on >= 0 && random.chance(0.35)) day += 4 + random.integer(14)
      else day += Math.floor(random.exponential(1 / everyDays))
      while (day <= until && (product.discontinued_on === null || day < product.discontinued_on)) {
        const ended_on = day + 3 + Math.floor(random.exponential(1 / 7))
        found.push({ product, warehouse, started_on: day, ended_on })
        day = ended_on + 1 + Math.floor(random.exponential(1 / everyDays))
      }
    }
  }
  return found
}

/** Made on the spot, sold over the counter or fetched there. */
export const isFresh = ({ series }: Product): boolean => series === '晨点' || series === '豆屋'

/** For each product and day the first day on which it can be bought: the day itself where there is stock. */
export function stockTable(stockOuts: readonly StockOut[], products: readonly Product[], until: Day, warehouse: Warehouse): (Int16Array | null)[] {
  const tables: (Int16Array | null)[] = products.map(() => null)
  for (const { product, started_on, ended_on } of stockOuts.filter((stockOut) => stockOut.warehouse === warehouse)) {
    const table = (tables[product.place] ??= Int16Array.from({ length: until + 1 }, (_, day) => day))
    table.fill(ended_on, started_on, Math.min(ended_on, until + 1))
  }
  return tables
}
