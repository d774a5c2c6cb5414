import type { Day } from '../basics/calendar.ts'
import type { BusinessLine } from '../catalogue/products.ts'
import type { ChannelName } from './channels.ts'

/**
 * `effect`: relative increase of the probability that a person who opened the message orders within the campaign's days; 0.3 is 30 % more.
 * Only truth/ contains it. Amounts are in cents.
 */
export type Arm = {
  arm: string
  share: number
  channel: ChannelName | null
  face: number
  threshold: number
  effect: number
  /** The hour at which the message is sent; null for the usual hour of campaigns. */
  hour: number | null
  /** The benefit that the arm gets. */
  benefit: 'delivery' | 'trial_set' | null
}
/** `since`: bounds, inclusive, of the days since the last purchase of the business line for members in the audience. */
export type Plan = {
  name: string
  /** Month and day of the assignment. */
  on: string
  goal: string
  business_line: BusinessLine
  audience: string
  since: readonly [Day, Day]
  declared_effect: number
  arms: readonly Arm[]
  /** The segment from which the audience is taken. */
  segment_name: string
  /** Days after the assignment in which the message has an effect and orders count. */
  effect_days?: number
}

/** The arm that gets no message. */
export const holdout = (share: number): Arm => ({
  ...{ arm: 'holdout', share, channel: null, face: 0, threshold: 0, effect: 0, hour: null, benefit: null },
})
/** An arm that gets a message. */
export const message = (share: number, channel: Arm['channel'], effect: number): Arm => ({
  ...holdout(share),
  arm: 'message',
  channel,
  effect,
})
/** An arm that gets a message with a coupon; amounts in yuan. */
export const coupon = (share: number, channel: Arm['channel'], effect: number, face: number, threshold: number): Arm => ({
  ...{ ...message(share, channel, effect), arm: 'coupon' },
  ...{ face: 100 * face, threshold: 100 * threshold },
})
const recent = { audience: 'Bought 14 to 120 days ago', since: [14, 120], segment_name: 'recent_buyers' } as const
const due = { audience: 'Bought 25 to 75 days ago: soon used up', since: [25, 75], segment_name: 'soon_used_up' } as const
/** Members who have not bought for a season. */
export const lost = { audience: 'Bought 91 to 365 days ago', since: [91, 365], segment_name: 'lost_buyers' } as const
const ofYear = { audience: 'Bought within a year', since: [0, 365], segment_name: 'buyers_of_a_year' } as const
const breakfast = { audience: 'Bought 3 to 60 days ago', since: [3, 60], segment_name: 'breakfast_buyers' } as const

/** The campaigns of every year. Coupons work better than messages. Before a festival everyone buys anyway: the message hardly helps. */
export const yearly: Plan[] = [
  {
    ...{
      name: '春季复购',
      on: '02-26',
      goal: 'repurchase',
      business_line: 'beauty',
      ...recent,
      declared_effect: 0.2,
    },
    arms: [holdout(0.3), message(0.35, 'wecom', 0.3), coupon(0.35, 'wecom', 2, 30, 259)],
  },
  {
    ...{ name: '空瓶提醒', on: '03-20', goal: 'replenish', business_line: 'beauty', ...due, declared_effect: 0.15 },
    arms: [holdout(0.3), message(0.7, 'push', 0.6)],
  },
  {
    ...{ name: '春季唤醒', on: '04-15', goal: 'win_back', business_line: 'beauty', ...lost, declared_effect: 0.3 },
    arms: [holdout(0.25), message(0.35, 'sms', 0.35), coupon(0.4, 'sms', 3, 50, 299)],
  },
  {
    ...{
      name: '早餐回归',
      on: '05-12',
      goal: 'repurchase',
      business_line: 'food',
      ...breakfast,
      declared_effect: 0.2,
    },
    arms: [holdout(0.3), coupon(0.7, 'wecom', 1.5, 3, 12)],
  },
  {
    ...{
      name: '六一八预热',
      on: '05-28',
      goal: 'festival',
      business_line: 'beauty',
      ...ofYear,
      declared_effect: 0.1,
    },
    arms: [holdout(0.2), message(0.8, 'sms', 0)],
  },
  {
    ...{ name: '夏季唤醒', on: '07-10', goal: 'win_back', business_line: 'beauty', ...lost, declared_effect: 0.3 },
    arms: [holdout(0.25), message(0.35, 'sms', 0.35), coupon(0.4, 'sms', 2.6, 40, 259)],
  },
  {
    ...{
      name: '新品尝鲜',
      on: '09-10',
      goal: 'launch',
      business_line: 'beauty',
      ...recent,
      declared_effect: 0.15,
    },
    arms: [holdout(0.3), message(0.7, 'push', 0.5)],
  },
  {
    ...{
      name: '秋季空瓶提醒',
      on: '09-24',
      goal: 'replenish',
      business_line: 'beauty',
      ...due,
      declared_effect: 0.15,
    },
    arms: [holdout(0.3), message(0.7, 'wecom', 0.6)],
  },
  {
    ...{
      name: '双十一预热',
      on: '10-25',
      goal: 'festival',
      business_line: 'beauty',
      ...ofYear,
      declared_effect: 0.1,
    },
    arms: [holdout(0.2), message(0.8, 'sms', 0.05)],
  },
  {
    ...{
      name: '冬日零食',
      on: '12-01',
      goal: 'repurchase',
      business_line: 'food',
      ...recent,
      declared_effect: 0.2,
    },
    arms: [holdout(0.3), coupon(0.7, 'wecom', 1.8, 5, 39)],
  },
]
