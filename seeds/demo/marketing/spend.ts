import { isoDay, type Day } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import { randomOf } from '../basics/random.ts'
import type { World } from '../catalogue/world.ts'
import type { Row } from '../files/write_files.ts'

// What brings people to a channel: yuan a person of the retailer over a year, what a thousand showings cost, and how many of them are followed.
const media: [channel: string, medium: string, yearly: number, thousand: number | null, followed: number][] = [
  ['shop', 'search_ads', 7, 35, 0.028],
  ['shop', 'feed_ads', 4, 22, 0.011],
  ['mini', 'feed_ads', 3.5, 24, 0.012],
  ['mini', 'creators', 3, null, 0],
  ['app', 'feed_ads', 2.5, 30, 0.009],
  ['pos', 'store_events', 2, null, 0],
  ['crm', 'referral_gifts', 0.8, null, 0],
  ['wecom', 'store_events', 0.6, null, 0],
]

/** What was spent each day to win people, more of it when all buy; as rows of `channel_spend`. */
export function spendUntil({ settings: { seed, persons, until }, paceOf }: World): { day: Day; row: Row }[] {
  const pace = paceOf('plain', 'beauty')
  const random = randomOf(seed, 0, 'channel_spend')
  const rows: { day: Day; row: Row }[] = []
  for (let day = 0; day <= until; day++) {
    const season = 0.4 + 0.6 * (pace[day + 1]! - pace[day]!)
    for (const [channel, medium, yearly, thousand, followed] of media) {
      const cents = Math.round(((100 * persons * yearly) / 365) * season * (0.75 + 0.5 * random.next()))
      const shown = thousand === null ? null : Math.round((10 * cents) / thousand)
      const clicks = shown === null ? null : Math.round(shown * followed * (0.85 + 0.3 * random.next()))
      rows.push({ day, row: [isoDay(day), channel, medium, yuan(cents), 'CNY', shown, clicks] })
    }
  }
  return rows
}
