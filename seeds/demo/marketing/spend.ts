import { isoDay, type Day } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import { randomOf } from '../basics/random.ts'
import type { World } from '../catalogue/world.ts'
import type { Row } from '../files/file_shape.ts'

// Media by channel: yearly spend per person of the retailer in yuan, cost of a thousand impressions in yuan, click rate.
const media: [channel: string, medium: string, yearly: number, per_thousand: number | null, click_rate: number][] = [
  ['marketplace', 'search_ads', 7, 35, 0.028],
  ['marketplace', 'feed_ads', 4, 22, 0.011],
  ['mini', 'feed_ads', 3.5, 24, 0.012],
  ['mini', 'creators', 3, null, 0],
  ['app', 'feed_ads', 2.5, 30, 0.009],
  ['pos', 'store_events', 2, null, 0],
  ['crm', 'referral_gifts', 0.8, null, 0],
  ['wecom', 'store_events', 0.6, null, 0],
]

/** The daily acquisition spend, higher in high season, as rows of `channel_spend`. */
export function spendUntil({ settings: { seed, persons, until }, paceOf }: World): { day: Day; row: Row }[] {
  const pace = paceOf('plain', 'beauty')
  const random = randomOf(seed, 0, 'channel_spend')
  const rows: { day: Day; row: Row }[] = []
  for (let day = 0; day <= until; day++) {
    const season = 0.4 + 0.6 * (pace[day + 1]! - pace[day]!)
    for (const [channel, medium, yearly, per_thousand, click_rate] of media) {
      const cents = Math.round(((100 * persons * yearly) / 365) * season * (0.75 + 0.5 * random.next()))
      const impressions = per_thousand === null ? null : Math.round((10 * cents) / per_thousand)
      const clicks = impressions === null ? null : Math.round(impressions * click_rate * (0.85 + 0.3 * random.next()))
      rows.push({ day, row: [isoDay(day), channel, medium, yuan(cents), 'CNY', impressions, clicks] })
    }
  }
  return rows
}
