import { randomOf } from '../basics/random.ts'

/** What a benefit appeals to. */
export type Appeal = 'discount' | 'gift' | 'experience' | 'content'

/** Each benefit: what it costs the retailer in yuan, the days in which it can be used, and the share of persons who do. */
export const benefits = {
  birthday_gift: { appeal: 'gift', cost: 38, days: 31, rate: 0.5 },
  level_gift: { appeal: 'gift', cost: 45, days: 90, rate: 0.55 },
  trial_set: { appeal: 'gift', cost: 25, days: 60, rate: 0.5 },
  delivery: { appeal: 'discount', cost: 12, days: 30, rate: 0.5 },
  black_card: { appeal: 'discount', cost: 60, days: 365, rate: 0.55 },
  skin_care: { appeal: 'experience', cost: 68, days: 90, rate: 0.4 },
  dedicated_service: { appeal: 'experience', cost: 30, days: 91, rate: 0.35 },
  early_access: { appeal: 'content', cost: 0, days: 28, rate: 0.35 },
} satisfies Record<string, { appeal: Appeal; cost: number; days: number; rate: number }>

export type Benefit = keyof typeof benefits

const appeals: Appeal[] = ['discount', 'gift', 'experience', 'content']
// Factors on the rate; with four appeals their mean is 1.
const [preferredFactor, otherFactor] = [1.6, 0.8]

/** The appeal that a person prefers, for all of their life. */
export const preferredAppeal = (seed: number, index: number): Appeal => randomOf(seed, index, 'benefit preference').pick(appeals)

/** The probability that a person with this preference uses a benefit granted to them. */
export const useRate = (benefit: Benefit, preferred: Appeal): number =>
  benefits[benefit].rate * (benefits[benefit].appeal === preferred ? preferredFactor : otherFactor)
