import { randomOf, type Random } from '../basics/random.ts'
import type { BusinessLine, Product } from '../catalogue/products.ts'
import { isSold, type World } from '../catalogue/world.ts'
import type { Person } from '../people/person.ts'
import { itemOf, type Item, type Shopping } from './basket.ts'

/** The products of a skincare routine by family, and sets of food that is used up together. */
const careSets: Record<string, readonly string[]> = {
  水漾: ['玻尿酸保湿水 200ml', '玻尿酸保湿精华 30ml', '水感保湿霜 50g', '保湿眼霜 15g', '玻尿酸补水面膜 5片'],
  屏护: ['屏障舒缓洁面乳 100g', '舒缓修护水 180ml', '神经酰胺修护精华 30ml', '屏障修护霜 50g', '舒缓修护面膜 5片'],
  光感: ['烟酰胺亮肤水 180ml', '维C亮肤精华 30ml', '亮肤晚霜 50g', '提亮防晒隔离 SPF30 40g', '亮肤面膜 5片'],
  焕时: ['胶原紧致水 150ml', '视黄醇紧致精华 30ml', '紧致抗皱面霜 50g', '紧致眼霜 15g', '紧致冻膜 100g'],
  清源: ['净澈卸妆水 300ml', '植萃卸妆油 200ml', '氨基酸洁面乳 120g', '温和洁面泡沫 150ml', '净肤清洁泥膜 100g'],
  悦野: ['控油洁面凝胶 120ml', '清透防晒乳 SPF50 50ml', '户外防晒喷雾 SPF50 120ml', '香氛沐浴露 400ml', '护手霜三支装'],
}
const foodSets: readonly (readonly string[])[] = [
  ['海苔脆 40g', '牛肉干 100g', '冻干草莓 50g', '低糖曲奇 200g', '魔芋爽 20包', '每日坚果 30包'],
  ['即食鸡胸肉 6袋', '蛋白棒 12支', '全麦吐司 400g', '水果燕麦片 500g', '无糖酸奶 200g', '原味腰果 250g'],
  ['鲜牛奶 250ml', '纯牛奶 12盒装', '希腊酸奶 4杯装', '碧根果 210g', '奶香夏威夷果 250g', '坚果礼盒'],
]
// Share of persons who buy by sets, and of their baskets that hold the whole set.
const setBuyerShare = 0.25
const setShare: Record<BusinessLine, number> = { beauty: 0.12, food: 0.5 }

/** Lets a person who buys by sets complete theirs: their basket then also holds what the set lacks. */
export function completeSet(world: World, { index, kind }: Person, shopping: Shopping, items: Item[], random: Random): void {
  const set = setOf(world, index, shopping)
  if (set === null || kind === 'breakfast' || !random.chance(setShare[shopping.business_line])) return
  const { channel, day } = shopping
  const canBuy = (product: Product) => isSold(product, day) && (world.inStockFrom[channel][product.position]?.[day] ?? day) <= day
  if (!set.every(canBuy)) return
  for (const product of set) if (!items.some((item) => item.product === product)) items.push(itemOf(world, shopping, product, random))
}

/** The set that a person uses; null if they buy piece by piece. Always the same for the same person and business line. */
function setOf({ settings, products }: World, person: number, { business_line, taste }: Shopping): readonly Product[] | null {
  const random = randomOf(settings.seed, person, `set of ${business_line}`)
  if (taste === null || !random.chance(setBuyerShare)) return null
  const names = business_line === 'food' ? random.pick(foodSets) : careSets[random.pick(taste.series)]!
  return names.map((name) => products.find(({ product_name }) => product_name === name)!)
}
