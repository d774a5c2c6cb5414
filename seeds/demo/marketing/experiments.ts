import { coupon, holdout, lost, message, type Plan } from './campaign_plans.ts'

const buyers = { audience: 'Bought 7 to 270 days ago', since: [7, 270], segment_name: 'buyers_of_nine_months' } as const
const business_line = 'beauty'

/** Every year the retailer compares two ways of doing the same, and both with a holdout. */
export const experiments: Plan[] = [
  {
    ...{ name: '权益方案对比', on: '01-12', goal: 'benefit_test', business_line, ...buyers, effect_days: 60, declared_effect: 0.3 },
    arms: [
      holdout(0.3),
      { ...message(0.35, 'sms', 0.4), arm: 'free_delivery', benefit: 'delivery' },
      { ...message(0.35, 'sms', 3), arm: 'trial_set', benefit: 'trial_set' },
    ],
  },
  {
    ...{ name: '挽回渠道对比', on: '02-14', goal: 'channel_test', business_line, ...lost, declared_effect: 0.3 },
    arms: [holdout(0.3), { ...message(0.35, 'sms', 1.5), arm: 'sms' }, { ...message(0.35, 'phone', 8), arm: 'phone' }],
  },
  {
    ...{ name: '满减对直降', on: '04-22', goal: 'discount_test', business_line, ...buyers, declared_effect: 0.3 },
    arms: [holdout(0.3), { ...coupon(0.35, 'sms', 0.8, 60, 399), arm: 'threshold' }, { ...coupon(0.35, 'sms', 3, 40, 0), arm: 'direct' }],
  },
  {
    ...{ name: '发送时段对比', on: '08-12', goal: 'hour_test', business_line, ...buyers, declared_effect: 0.3 },
    arms: [
      holdout(0.3),
      { ...message(0.35, 'sms', 3), arm: 'morning', hour: 10 },
      { ...message(0.35, 'sms', 3), arm: 'evening', hour: 21 },
    ],
  },
  {
    ...{ name: '春季发送时段对比', on: '05-06', goal: 'hour_test', business_line, ...buyers, declared_effect: 0.3 },
    arms: [
      holdout(0.3),
      { ...message(0.35, 'sms', 3), arm: 'morning', hour: 10 },
      { ...message(0.35, 'sms', 3), arm: 'evening', hour: 21 },
    ],
  },
  {
    ...{ name: '秋季挽回渠道对比', on: '10-10', goal: 'channel_test', business_line, ...lost, declared_effect: 0.3 },
    arms: [holdout(0.3), { ...message(0.35, 'sms', 1.5), arm: 'sms' }, { ...message(0.35, 'phone', 8), arm: 'phone' }],
  },
]
