import { isoDay, type Day } from '../basics/calendar.ts'
import { randomOf, type Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import type { BusinessLine, Product } from '../catalogue/products.ts'
import { familyForSkin } from '../catalogue/suitability.ts'
import type { World } from '../catalogue/world.ts'
import { breakfastRate, type Person } from '../people/person.ts'
import { skinOf, type Skin } from '../people/skin.ts'

/** What a person likes. */
export type Taste = {
  /** Product families that the person prefers: for most, the one that suits their skin is among them. */
  series: readonly string[]
  skin: Skin
  /** The category with which many of the person's baskets begin. */
  category: string
  content_topic: string
  search_text: string
  /** The product that a replenisher buys again and again. */
  favourite: Product
  /** Has coffee and a sandwich for breakfast instead of soy milk and a bun. */
  drinksCoffee: boolean
  /** Probability that a breakfast has a bottled drink beside it: high for valuable breakfast customers. */
  bottleChance: number
}

const pickFamilies = weighted([
  [['水漾', '清源'], 26],
  [['屏护', '水漾'], 24],
  [['光感', '悦野'], 22],
  [['焕时', '屏护'], 18],
  [['悦野', '清源'], 10],
] as [string[], number][])
const suitsSkinShare = 0.65
/** Topics and search words of each business line. */
const topics = {
  beauty: ['ingredients', 'sensitive_skin', 'anti_ageing', 'sun_care', 'festival'],
  food: ['breakfast', 'recipes', 'festival'],
}
const searches = {
  beauty: ['精华', '防晒', '面霜', '敏感肌', '面膜', '礼盒', '洁面', '眼霜'],
  food: ['坚果', '早餐', '豆浆', '咖啡', '低糖', '礼盒'],
}
// A breakfast customer is valuable from this expected value a day on, relative to the mean: a fifth of them.
const valuableBreakfast = 1.5
const replenishedCategories: Record<BusinessLine, readonly string[]> = {
  beauty: ['cleanser', 'serum', 'cream', 'sunscreen', 'toner'],
  food: ['dairy', 'nuts', 'cereal'],
}

/** The taste of a person; always the same for the same person. */
export function tasteOf(world: World, person: Person): Taste {
  const random = randomOf(world.settings.seed, person.index, 'taste')
  const families = pickFamilies(random)
  const skin = skinOf(world.settings.seed, person)
  const suiting = familyForSkin[skin.type]
  const series =
    suiting && random.chance(suitsSkinShare) ? [suiting, ...families.filter((family) => family !== suiting).slice(0, 1)] : families
  const business_line = person.business_line === 'food' ? 'food' : 'beauty'
  const candidates = world.byCategory
    .get(random.pick(replenishedCategories[business_line]))!
    .filter(({ launched_on, discontinued_on }) => launched_on < 0 && discontinued_on === null)
  const isValuable = person.daily_rate * person.spend_level > valuableBreakfast * breakfastRate
  return {
    series,
    skin,
    favourite: random.pick(candidates),
    drinksCoffee: random.chance(0.3),
    category: pickCategory(business_line, random.integer(366), random),
    content_topic: random.pick(topics[business_line]),
    search_text: random.pick(searches[business_line]),
    bottleChance: isValuable ? 0.55 : 0.12,
  }
}

// Share of the acts that follow the person's preference for a topic, a search word or a category.
const preferredShare = 0.35

/** A topic or search word: often the one that the person prefers. */
export function topicFor(taste: Taste, business_line: BusinessLine, random: Random): string {
  return random.chance(preferredShare) ? taste.content_topic : random.pick(topics[business_line])
}

/** The words of a search: often those that the person prefers. */
export function searchFor(taste: Taste, business_line: BusinessLine, random: Random): string {
  return random.chance(preferredShare) ? taste.search_text : random.pick(searches[business_line])
}

/** The category of a person's first line or of a product that they look at: often the preferred one, else by the season of the day. */
export function categoryFor(taste: Taste | null, where: keyof typeof pickers, day: Day, random: Random): string {
  const isPreferred = taste !== null && taste.category in weightsAt[where] && random.chance(preferredShare)
  return isPreferred ? taste.category : pickCategory(where, day, random)
}

/** The category of the next line, by the category of the line before: products used together are bought together. */
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

const onlineWeights: Record<BusinessLine, Record<string, number>> = {
  beauty: {
    serum: 19,
    cream: 17,
    cleanser: 15,
    toner: 13,
    mask: 14,
    sunscreen: 10,
    eye_cream: 6,
    makeup_remover: 7,
    body_care: 7,
    gift_set: 3,
  },
  food: { nuts: 26, snack: 40, cereal: 18, dairy: 16 },
}
const counterWeights: Record<string, number> = {
  coffee: 24,
  sandwich: 14,
  dairy: 12,
  snack: 22,
  soy_milk: 8,
  bun: 10,
  egg: 6,
  hot_breakfast: 8,
  cereal: 3,
  drink: 14,
}
const weightsAt = { ...onlineWeights, counter: counterWeights }
// Factors by month from January: sunscreen sells in summer, body care in winter, gift sets before the New Year and in August.
const monthFactors: Record<string, readonly number[]> = {
  sunscreen: [0.4, 0.5, 1, 1.5, 2.2, 2.4, 2.2, 1.8, 0.9, 0.6, 0.4, 0.4],
  body_care: [1.6, 1.3, 1, 0.8, 0.7, 0.6, 0.6, 0.6, 0.8, 1.1, 1.5, 1.6],
  gift_set: [3, 1.6, 0.6, 0.6, 1, 0.7, 1.6, 3, 0.7, 0.7, 1, 1.2],
}
const byMonth = (weights: Record<string, number>) =>
  Array.from({ length: 12 }, (_, month) =>
    weighted(Object.entries(weights).map(([category, weight]) => [category, weight * (monthFactors[category]?.[month] ?? 1)])),
  )
const pickers = { beauty: byMonth(onlineWeights.beauty), food: byMonth(onlineWeights.food), counter: byMonth(counterWeights) }

/** Picks a category, with the season of the day. */
const pickCategory = (where: keyof typeof pickers, day: Day, random: Random): string =>
  pickers[where][Number(isoDay(day).slice(5, 7)) - 1]!(random)
