import { dayFrom, type Day } from '../basics/calendar.ts'
import type { Kind, Settings } from '../people/person.ts'
import { pacesOf, type Pace } from './paces.ts'
import { productsUntil, tableOf, type BusinessLine, type Product } from './products.ts'
import { discountsOf, promotionsUntil, type Discounts, type Promotion } from './promotions.ts'
import { stockOutsUntil, stockTable, type StockOut } from './stock.ts'
import { suitsProcedureStage } from './suitability.ts'

/** A sales channel, named after the source of the accounts that buy there. */
export type Channel = 'marketplace' | 'douyin' | 'jd' | 'mini' | 'app' | 'pos'

/** The market, the same for all persons: products, prices, promotions and stock. Tables are indexed by product position, then by day. */
export type World = {
  settings: Settings
  products: readonly Product[]
  byCategory: ReadonlyMap<string, readonly Product[]>
  promotions: readonly Promotion[]
  stockOuts: readonly StockOut[]
  /** In cents. */
  listPrice: Int32Array[]
  unitCost: Int32Array[]
  discount: Record<Channel, Discounts[]>
  /** The first day with stock; null for a product that never runs out, and in the stores. */
  inStockFrom: Record<Channel, readonly (Int16Array | null)[]>
  /** What suits the stages of a cosmetic procedure. */
  procedureCare: Record<'before' | 'after', readonly Product[]>
  paceOf: (kind: Kind, business_line: BusinessLine) => Pace
  /** The newest product of a business line on a day, if launched within three weeks; else null. */
  newestLaunch: (business_line: BusinessLine, day: Day) => Product | null
}

/** Builds the world of these settings. */
export function worldOf(settings: Settings): World {
  const { seed, until } = settings
  const products = productsUntil(until)
  // Paces need the promotions of 2025 even if the exports end before.
  const promotions = promotionsUntil(Math.max(until, dayFrom('2025-12-31')), products)
  const stockOuts = stockOutsUntil(seed, until, products)
  const [own, marketplace] = [discountsOf(promotions, products, until, true), discountsOf(promotions, products, until, false)]
  const [mallStock, marketplaceStock] = (['mall', 'marketplace'] as const).map((warehouse) =>
    stockTable(stockOuts, products, until, warehouse),
  )
  return {
    settings,
    products,
    byCategory: new Map(products.map(({ category }) => [category, products.filter((product) => product.category === category)])),
    promotions,
    stockOuts,
    listPrice: tableOf(products, until, 'list_price'),
    unitCost: tableOf(products, until, 'unit_cost'),
    discount: { marketplace, douyin: marketplace, jd: marketplace, mini: own, app: own, pos: own },
    inStockFrom: {
      ...{ marketplace: marketplaceStock!, douyin: marketplaceStock!, jd: marketplaceStock! },
      ...{ mini: mallStock!, app: mallStock!, pos: products.map(() => null) },
    },
    procedureCare: careFor(products),
    paceOf: pacesOf({ products, promotions, until }),
    newestLaunch: newestLaunches(products, until),
  }
}

function careFor(products: readonly Product[]): World['procedureCare'] {
  const of = (stage: string) => products.filter((product) => suitsProcedureStage(product) === stage)
  return { before: of('before'), after: of('after') }
}

/** Whether a product is on sale on a day. */
export const isSold = ({ launched_on, discontinued_on }: Product, day: Day): boolean =>
  launched_on <= day && (discontinued_on === null || day < discontinued_on)

function newestLaunches(products: readonly Product[], until: Day): World['newestLaunch'] {
  const tableFor = (ofLine: BusinessLine) => {
    const table: (Product | null)[] = new Array<Product | null>(until + 1).fill(null)
    const launches = products.filter(({ business_line, launched_on }) => business_line === ofLine && launched_on >= 0)
    for (const product of launches.sort((a, b) => a.launched_on - b.launched_on)) {
      table.fill(product, product.launched_on, Math.min(until + 1, product.launched_on + 21))
    }
    return table
  }
  const tables = { beauty: tableFor('beauty'), food: tableFor('food') }
  return (business_line, day) => tables[business_line][day] ?? null
}
