import { dayFrom, isoDay, type Day } from '../basics/calendar.ts'
import type { Promotion } from './promotions.ts'

const plain = { product: null, discount_rate: 0, coverage: 0, pull: [1, 1] as const }

/**
 * Promotions of whole orders, beside those of products: 20 yuan off every 200 (满减) in each shopping festival, in every quarter a trial
 * size (小样) with 399 yuan of skincare, and in the third week of every month double points (双倍积分). Their numbers are their own, so that
 * the other promotions keep theirs.
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
  const months = monthsUntil(until)
  const quarters = months.filter((_, position) => position % 3 === 0)
  const gifts = quarters.map((starts_on, position) => ({
    ...{ ...plain, promotion_id: numbered('PG', position), promotion_name: '满399赠小样', promotion_type: 'sale' as const },
    ...{
      business_line: 'beauty' as const,
      starts_on,
      ends_on: quarters[position + 1] ?? dayFrom(`${yearOf(until) + 1}-01-01`),
      discount_type: 'gift' as const,
      threshold: 39_900,
      reduction: null,
    },
  }))
  const points = months.map((starts_on, position) => ({
    ...{ ...plain, promotion_id: numbered('PP', position), promotion_name: '双倍积分', promotion_type: 'sale' as const },
    ...{ business_line: null, starts_on: starts_on + 14, ends_on: starts_on + 21, discount_type: 'points' as const },
    ...{ threshold: null, reduction: null },
  }))
  return [...reductions, ...gifts, ...points]
}

const yearOf = (day: Day) => Number(isoDay(day).slice(0, 4))

const numbered = (prefix: string, position: number) => `${prefix}${String(position + 1).padStart(4, '0')}`

/** The first days of the months up to the end of the year of `until`. */
function monthsUntil(until: Day): Day[] {
  const months: Day[] = []
  for (let year = 2024; year <= yearOf(until); year++) {
    for (let month = 1; month <= 12; month++) months.push(dayFrom(`${year}-${String(month).padStart(2, '0')}-01`))
  }
  return months
}
