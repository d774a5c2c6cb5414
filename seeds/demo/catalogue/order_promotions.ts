import { dayFrom, isoDay, type Day } from '../basics/calendar.ts'
import type { Promotion } from './promotions.ts'

const plain = { product: null, discount_rate: 0, coverage: 0, pull: [1, 1] as const }

/**
 * Promotions of whole orders, beside those of products: 20 yuan off every 200 (满减) in each shopping festival, and in every quarter a
 * trial size (小样) with 399 yuan of skincare. Their numbers are their own, so that the other promotions keep theirs.
 */
export function orderPromotionsUntil(until: Day, promotions: readonly Promotion[]): Promotion[] {
  const reductions = promotions
    .filter(({ promotion_type }) => promotion_type === 'shopping_festival')
    .map(({ promotion_name, business_line, starts_on, ends_on }, position) => ({
      ...{
        ...plain,
        promotion_id: numbered('PM', position),
        promotion_name: `${promotion_name} 跨店满减`,
        promotion_type: 'sale' as const,
      },
      ...{ business_line, starts_on, ends_on, discount_type: 'threshold' as const, threshold: 20_000, reduction: 2_000 },
    }))
  const gifts = quartersUntil(until).map(([starts_on, ends_on], position) => ({
    ...{ ...plain, promotion_id: numbered('PG', position), promotion_name: '满399赠小样', promotion_type: 'sale' as const },
    ...{ business_line: 'beauty' as const, starts_on, ends_on, discount_type: 'gift' as const, threshold: 39_900, reduction: null },
  }))
  return [...reductions, ...gifts]
}

const numbered = (prefix: string, position: number) => `${prefix}${String(position + 1).padStart(4, '0')}`

function quartersUntil(until: Day): [Day, Day][] {
  const quarters: [Day, Day][] = []
  for (let year = 2024; year <= Number(isoDay(until).slice(0, 4)); year++) {
    const starts = ['01', '04', '07', '10'].map((month) => dayFrom(`${year}-${month}-01`))
    starts.forEach((start, position) => quarters.push([start, starts[position + 1] ?? dayFrom(`${year + 1}-01-01`)]))
  }
  return quarters
}
