import { isoDay, type Day } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import { randomOf } from '../basics/random.ts'
import type { World } from '../catalogue/world.ts'
import type { Row } from '../files/file_shape.ts'
import type { Campaign } from './campaigns.ts'

// The platforms, the share of uploaded members whom each finds, the share of these who click on a day, and the cost of a click in cents.
const platforms: [platform: string, match_rate: number, click_rate: number, click_cost: number][] = [
  ['ocean_engine', 0.56, 0.011, 190],
  ['tencent_ads', 0.68, 0.007, 150],
  ['alimama', 0.45, 0.016, 120],
]
const days = 7
// An audience holds 6 to 18 % of all persons.
const [smallest, range] = [0.06, 0.12]

/** The days of the audiences uploaded for the win-back and launch campaigns, as rows of `ad_audience`. */
export function adAudiencesUntil({ settings: { seed, persons, until } }: World, campaigns: readonly Campaign[]): { day: Day; row: Row }[] {
  const rows: { day: Day; row: Row }[] = []
  for (const { campaign_id, goal, assigned_on } of campaigns.filter(({ goal }) => goal === 'win_back' || goal === 'launch')) {
    const random = randomOf(seed, assigned_on, 'ad audiences')
    const uploaded = Math.round(persons * (smallest + range * random.next()))
    for (const [platform, match_rate, click_rate, click_cost] of platforms) {
      const matched = Math.round(uploaded * match_rate * (0.92 + 0.16 * random.next()))
      for (let day = assigned_on; day < assigned_on + days; day++) {
        const clicks = random.poisson(matched * click_rate)
        const cost = Math.round(clicks * click_cost * (0.8 + 0.4 * random.next()))
        if (day <= until) rows.push({ day, row: [platform, campaign_id, goal, isoDay(day), uploaded, matched, clicks, yuan(cost), 'CNY'] })
      }
    }
  }
  return rows
}
