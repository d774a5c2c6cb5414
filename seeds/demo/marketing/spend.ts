import { media } from '../accounts/media.ts'
import { isoDay, type Day } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import { randomOf } from '../basics/random.ts'
import type { World } from '../catalogue/world.ts'
import type { Row } from '../files/file_shape.ts'

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
