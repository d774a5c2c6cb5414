import type { Product } from './products.ts'

/** The product family for each skin type; neutral skin needs none. */
export const familyForSkin: Readonly<Record<string, string>> = { 干性: '水漾', 敏感性: '屏护', 油性: '悦野', 混合性: '清源' }
const skinForFamily = new Map(Object.entries(familyForSkin).map(([skin, family]) => [family, skin]))

/** Care before and after a cosmetic procedure, by product name. */
const stages: Record<string, readonly string[]> = {
  before: ['玻尿酸补水面膜 5片', '玻尿酸保湿精华 30ml', '温和洁面泡沫 150ml'],
  after: ['屏障修护霜 50g', '舒缓修护面膜 5片', '神经酰胺修护精华 30ml', '舒缓修护水 180ml', '敏感肌防晒霜 SPF50 40g'],
}
const stageOf = new Map(Object.entries(stages).flatMap(([stage, names]) => names.map((name) => [name, stage])))
const limited = new Set(['七夕限定礼盒', '新春锦鲤礼盒'])

/** The skin type that a product suits best; null if it suits all. */
export const suitsSkinType = ({ series }: Product): string | null => skinForFamily.get(series) ?? null
/** The stage of a cosmetic procedure that a product suits, `before` or `after`; null if it suits none in particular. */
export const suitsProcedureStage = ({ product_name }: Product): string | null => stageOf.get(product_name) ?? null
/** Whether a product is a limited edition. */
export const isLimited = ({ product_name }: Product): boolean => limited.has(product_name)
