import type { Day } from '../basics/calendar.ts'
import { randomOf } from '../basics/random.ts'
import type { Product } from './products.ts'

/** The warehouses of the web stores: the marketplace has its own, mini-program and app share one. */
export type Warehouse = 'marketplace' | 'mall'
/** Days without stock; `ended_on` is the first day with stock again. */
export type StockOut = { product: Product; warehouse: Warehouse; started_on: Day; ended_on: Day }

// A product of the web stores runs out about every ten months, more often in the three weeks after its launch.
const meanDaysInStock = 300

/** All stock-outs that begin up to a day, product by product. Fresh products and trial sizes have none. */
export function stockOutsUntil(seed: number, until: Day, products: readonly Product[]): StockOut[] {
  const stockOuts: StockOut[] = []
  for (const product of products) {
    if (isFresh(product) || product.category === 'trial_size') continue
    for (const warehouse of ['marketplace', 'mall'] as const) {
      const random = randomOf(seed, 2 * product.position + (warehouse === 'marketplace' ? 0 : 1), 'stock_out')
      let day = Math.max(0, product.launched_on)
      if (product.launched_on >= 0 && random.chance(0.35)) day += 4 + random.integer(14)
      else day += Math.floor(random.exponential(1 / meanDaysInStock))
      while (day <= until && (product.discontinued_on === null || day < product.discontinued_on)) {
        const ended_on = day + 3 + Math.floor(random.exponential(1 / 7))
        stockOuts.push({ product, warehouse, started_on: day, ended_on })
        day = ended_on + 1 + Math.floor(random.exponential(1 / meanDaysInStock))
      }
    }
  }
  return stockOuts
}

/** Whether a product is freshly made: sold over the counter, or ordered online and picked up in the store. */
export const isFresh = ({ series }: Product): boolean => series === '晨点' || series === '豆屋'

/** By product and day, the first day on which the product is in stock: the day itself, unless it is out of stock. */
export function stockTable(
  stockOuts: readonly StockOut[],
  products: readonly Product[],
  until: Day,
  warehouse: Warehouse,
): (Int16Array | null)[] {
  const tables: (Int16Array | null)[] = products.map(() => null)
  for (const { product, started_on, ended_on } of stockOuts.filter((stockOut) => stockOut.warehouse === warehouse)) {
    const table = (tables[product.position] ??= Int16Array.from({ length: until + 1 }, (_, day) => day))
    table.fill(ended_on, started_on, Math.min(ended_on, until + 1))
  }
  return tables
}
