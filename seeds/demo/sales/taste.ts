import { isoDay, type Day } from '../basics/calendar.ts'
import type { Person } from '../people/person.ts'
import type { Line, Product } from '../catalogue/products.ts'
import { randomOf, type Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import type { World } from '../catalogue/world.ts'

/** What a person likes. */
export type Taste = {
  /** Product families that are chosen before others. */
  series: readonly string[]
  /** What a replenisher buys again and again. */
  own: Product
  /** Whether the morning begins with coffee and a sandwich, not with soy milk and a bun. */
  drinksCoffee: boolean
}

const families = weighted([
  [['水漾', '清源'], 26],
  [['屏护', '水漾'], 24],
  [['光感', '悦野'], 22],
  [['焕时', '屏护'], 18],
  [['悦野', '清源'], 10],
] as [string[], number][])
const regular: Record<Line, readonly string[]> = { beauty: ['cleanser', 'serum', 'cream', 'sunscreen', 'toner'], food: ['dairy', 'nuts', 'cereal'] }

/** The taste of a person, the same whenever it is asked for. */
export function tasteOf(world: World, person: Person): Taste {
  const random = randomOf(world.settings.seed, person.index, 'taste')
  const series = families(random)
  const line = person.business_line === 'food' ? 'food' : 'beauty'
  const always = world.byCategory.get(random.pick(regular[line]))!.filter(({ launched_on, discontinued_on }) => launched_on < 0 && discontinued_on === null)
  return { series, own: random.pick(always), drinksCoffee: random.chance(0.3) }
}

/** What goes on the next line when this is on the one before: what is used together is bought together. */
export const complements: Record<string, string> = {
  cleanser: 'toner',
  toner: 'serum',
  serum: 'cream',
  cream: 'eye_cream',
  sunscreen: 'makeup_remover',
  makeup_remover: 'cleanser',
  nuts: 'dairy',
  cereal: 'dairy',
  coffee: 'sandwich',
  soy_milk: 'bun',
  bun: 'egg',
}

const web: Record<Line, Record<string, number>> = {
  beauty: { serum: 19, cream: 17, cleanser: 15, toner: 13, mask: 14, sunscreen: 10, eye_cream: 6, makeup_remover: 7, body_care: 7, gift_set: 3 },
  food: { nuts: 26, snack: 40, cereal: 18, dairy: 16 },
}
const overTheCounter = { coffee: 24, sandwich: 14, dairy: 12, snack: 22, soy_milk: 8, bun: 10, egg: 6, hot_breakfast: 8, cereal: 3 }
// January is 0. Sun cream is of summer, body care of winter, gifts go before the New Year and in August.
const months: Record<string, readonly number[]> = {
  sunscreen: [0.4, 0.5, 1, 1.5, 2.2, 2.4, 2.2, 1.8, 0.9, 0.6, 0.4, 0.4],
  body_care: [1.6, 1.3, 1, 0.8, 0.7, 0.6, 0.6, 0.6, 0.8, 1.1, 1.5, 1.6],
  gift_set: [3, 1.6, 0.6, 0.6, 1, 0.7, 1.6, 3, 0.7, 0.7, 1, 1.2],
}
const byMonth = (weights: Record<string, number>) =>
  Array.from({ length: 12 }, (_, month) => weighted(Object.entries(weights).map(([category, weight]) => [category, weight * (months[category]?.[month] ?? 1)])))
const pickers = { beauty: byMonth(web.beauty), food: byMonth(web.food), counter: byMonth(overTheCounter) }

/** A category that somebody might want on a day. */
export const pickCategory = (where: keyof typeof pickers, day: Day, random: Random): string =>
  pickers[where][Number(isoDay(day).slice(5, 7)) - 1]!(random)
