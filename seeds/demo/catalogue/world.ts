import { dayFrom, type Day } from '../basics/calendar.ts'
import { pacesOf, type Pace } from './paces.ts'
import type { Kind, Settings } from '../people/person.ts'
import { productsUntil, tableOf, type Line, type Product } from './products.ts'
import { discountsOf, promotionsUntil, type Promotion } from './promotions.ts'
import { stockOutsUntil, stockTable, type StockOut } from './stock.ts'

/** Where something is sold, named as the accounts that buy there. */
export type Channel = 'shop' | 'mini' | 'app' | 'pos'

/** What is the same for all persons: what is sold, at which price, and when. Tables are by place of the product, then by day. */
export type World = {
  settings: Settings
  products: readonly Product[]
  byCategory: ReadonlyMap<string, readonly Product[]>
  promotions: readonly Promotion[]
  stockOuts: readonly StockOut[]
  /** In cents. */
  listPrice: Int32Array[]
  unitCost: Int32Array[]
  /** In percent. */
  discount: Record<Channel, Uint8Array[]>
  /** The first day with stock; null where a product never lacks, and in the stores. */
  inStockFrom: Record<Channel, readonly (Int16Array | null)[]>
  paceOf: (kind: Kind, line: Line) => Pace
  /** The newest product of a line on a day, when it was launched within three weeks; else null. */
  launched: (line: Line, day: Day) => Product | null
}

/** Everything that stands before the first person does. */
export function worldOf(settings: Settings): World {
  const { seed, until } = settings
  const products = productsUntil(until)
  // Paces are measured over 2025, also where the exports end before it.
  const promotions = promotionsUntil(Math.max(until, dayFrom('2025-12-31')), products)
  const stockOuts = stockOutsUntil(seed, until, products)
  const [own, shop] = [discountsOf(promotions, products, until, true), discountsOf(promotions, products, until, false)]
  const [mallStock, shopStock] = (['mall', 'shop'] as const).map((warehouse) => stockTable(stockOuts, products, until, warehouse))
  return {
    settings,
    products,
    byCategory: new Map(products.map(({ category }) => [category, products.filter((product) => product.category === category)])),
    promotions,
    stockOuts,
    listPrice: tableOf(products, until, 'list_price'),
    unitCost: tableOf(products, until, 'unit_cost'),
    discount: { shop, mini: own, app: own, pos: own },
    inStockFrom: { shop: shopStock!, mini: mallStock!, app: mallStock!, pos: products.map(() => null) },
    paceOf: pacesOf({ products, promotions, until }),
    launched: newestProducts(products, until),
  }
}

/** Whether a product is on sale on a day. */
export const isSold = ({ launched_on, discontinued_on }: Product, day: Day): boolean =>
  launched_on <= day && (discontinued_on === null || day < discontinued_on)

function newestProducts(products: readonly Product[], until: Day): World['launched'] {
  const tableFor = (line: Line) => {
    const table: (Product | null)[] = new Array<Product | null>(until + 1).fill(null)
    const launches = products.filter(({ business_line, launched_on }) => business_line === line && launched_on >= 0)
    for (const product of launches.sort((a, b) => a.launched_on - b.launched_on)) {
      table.fill(product, product.launched_on, Math.min(until + 1, product.launched_on + 21))
    }
    return table
  }
  const tables = { beauty: tableFor('beauty'), food: tableFor('food') }
  return (line, day) => tables[line][day] ?? null
}
