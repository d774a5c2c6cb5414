import type { Random } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'

/** Media by channel: yearly spend per person of the retailer in yuan, cost of a thousand impressions in yuan, click rate. */
export const media: [channel: string, medium: string, yearly: number, per_thousand: number | null, click_rate: number][] = [
  ['marketplace', 'search_ads', 4, 35, 0.028],
  ['marketplace', 'feed_ads', 2.3, 22, 0.011],
  ['douyin', 'feed_ads', 1.2, 20, 0.013],
  ['douyin', 'creators', 0.8, null, 0],
  ['jd', 'search_ads', 0.8, 38, 0.026],
  ['mini', 'feed_ads', 2, 24, 0.012],
  ['mini', 'creators', 1.5, null, 0],
  ['app', 'feed_ads', 4, 30, 0.009],
  ['pos', 'store_events', 2, null, 0],
  ['crm', 'referral_gifts', 0.8, null, 0],
  ['wecom', 'store_events', 0.6, null, 0],
]

// The media that win single accounts; store events and gifts for referrals go with guides and invitations.
const advertising = ['search_ads', 'feed_ads', 'creators']
const pickMedium = new Map(
  media.map(([channel]) => [
    channel,
    weighted(media.flatMap(([of, medium, yearly]) => (of === channel && advertising.includes(medium) ? [[medium, yearly] as const] : []))),
  ]),
)

/** The medium of the advertisement that won an account of this channel. */
export const adMedium = (channel: string, random: Random): string => pickMedium.get(channel)!(random)
