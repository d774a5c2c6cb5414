import { dayFrom, isoDay, type Day } from '../basics/calendar.ts'
import type { BusinessLine } from '../catalogue/products.ts'

/** `effect`: relative increase of the probability of an order within 14 days; 0.3 is 30 % more. Amounts are in cents. */
export type Arm = {
  arm: string
  share: number
  channel: 'sms' | 'wecom' | 'push' | 'email' | null
  face: number
  threshold: number
  effect: number
}
/** `since`: bounds, inclusive, of the days since the last purchase of the business line for members in the audience. */
export type Campaign = {
  campaign_id: string
  campaign_name: string
  goal: string
  business_line: BusinessLine
  audience: string
  since: readonly [Day, Day]
  assigned_on: Day
  declared_effect: number
  arms: readonly Arm[]
}

/** Days after the assignment in which the message has an effect and orders count. */
export const effectDays = 14
/** Cost of a message by channel, in cents. */
export const messageCost: Record<string, number> = { sms: 5, wecom: 2, push: 1, email: 1 }

type Plan = Omit<Campaign, 'campaign_id' | 'campaign_name' | 'assigned_on'> & { name: string; on: string }
const holdout = (share: number): Arm => ({ arm: 'holdout', share, channel: null, face: 0, threshold: 0, effect: 0 })
const message = (share: number, channel: Arm['channel'], effect: number): Arm => ({ ...holdout(share), arm: 'message', channel, effect })
const coupon = (share: number, channel: Arm['channel'], effect: number, face: number, threshold: number): Arm => ({
  ...{ arm: 'coupon', share, channel, effect },
  ...{ face: 100 * face, threshold: 100 * threshold },
})
const recent = 'Bought 14 to 120 days ago'
const due = 'Bought 25 to 75 days ago: soon used up'
const lost = 'Bought 91 to 365 days ago'

// Only truth/ contains the effects. Coupons work better than messages. Before a festival everyone buys anyway: the message hardly helps.
const yearly: Plan[] = [
  {
    ...{
      name: '春季复购',
      on: '02-26',
      goal: 'repurchase',
      business_line: 'beauty',
      audience: recent,
      since: [14, 120],
      declared_effect: 0.2,
    },
    arms: [holdout(0.3), message(0.35, 'wecom', 0.15), coupon(0.35, 'wecom', 0.5, 30, 259)],
  },
  {
    ...{ name: '空瓶提醒', on: '03-20', goal: 'replenish', business_line: 'beauty', audience: due, since: [25, 75], declared_effect: 0.15 },
    arms: [holdout(0.3), message(0.7, 'push', 0.3)],
  },
  {
    ...{ name: '春季唤醒', on: '04-15', goal: 'win_back', business_line: 'beauty', audience: lost, since: [91, 365], declared_effect: 0.3 },
    arms: [holdout(0.25), message(0.35, 'sms', 0.2), coupon(0.4, 'sms', 1, 50, 299)],
  },
  {
    ...{
      name: '早餐回归',
      on: '05-12',
      goal: 'repurchase',
      business_line: 'food',
      audience: 'Bought 3 to 60 days ago',
      since: [3, 60],
      declared_effect: 0.2,
    },
    arms: [holdout(0.3), coupon(0.7, 'wecom', 0.4, 3, 12)],
  },
  {
    ...{
      name: '六一八预热',
      on: '05-28',
      goal: 'festival',
      business_line: 'beauty',
      audience: 'Bought within a year',
      since: [0, 365],
      declared_effect: 0.1,
    },
    arms: [holdout(0.2), message(0.8, 'sms', 0)],
  },
  {
    ...{ name: '夏季唤醒', on: '07-10', goal: 'win_back', business_line: 'beauty', audience: lost, since: [91, 365], declared_effect: 0.3 },
    arms: [holdout(0.25), message(0.35, 'sms', 0.2), coupon(0.4, 'sms', 0.9, 40, 259)],
  },
  {
    ...{
      name: '新品尝鲜',
      on: '09-10',
      goal: 'launch',
      business_line: 'beauty',
      audience: recent,
      since: [14, 120],
      declared_effect: 0.15,
    },
    arms: [holdout(0.3), message(0.7, 'push', 0.25)],
  },
  {
    ...{
      name: '秋季空瓶提醒',
      on: '09-24',
      goal: 'replenish',
      business_line: 'beauty',
      audience: due,
      since: [25, 75],
      declared_effect: 0.15,
    },
    arms: [holdout(0.3), message(0.7, 'wecom', 0.3)],
  },
  {
    ...{
      name: '双十一预热',
      on: '10-25',
      goal: 'festival',
      business_line: 'beauty',
      audience: 'Bought within a year',
      since: [0, 365],
      declared_effect: 0.1,
    },
    arms: [holdout(0.2), message(0.8, 'sms', 0.03)],
  },
  {
    ...{
      name: '冬日零食',
      on: '12-01',
      goal: 'repurchase',
      business_line: 'food',
      audience: recent,
      since: [14, 120],
      declared_effect: 0.2,
    },
    arms: [holdout(0.3), coupon(0.7, 'wecom', 0.5, 5, 39)],
  },
]

/** The campaigns that begin up to a day, in order. */
export function campaignsUntil(until: Day): Campaign[] {
  const campaigns: Campaign[] = []
  for (let year = 2024; year <= Number(isoDay(until).slice(0, 4)); year++) {
    for (const { name, on, arms, ...plan } of yearly) {
      const assigned_on = dayFrom(`${year}-${on}`)
      const campaign_id = `C${year}-${on.replace('-', '')}`
      if (assigned_on <= until)
        campaigns.push({ campaign_id, campaign_name: `${year} ${name}`, assigned_on, ...plan, arms: arms.map((arm) => ({ ...arm })) })
    }
  }
  return campaigns
}
