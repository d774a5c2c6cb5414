import type { LogisticFit } from '../logistic/fit_logistic.ts'
import { standardise } from '../logistic/standardise.ts'
import { churn_features, discountRate, idleDays, returnRate, silentDays, type FeatureGroup, type FeatureInput } from './features.ts'

/** What is associated with a member's risk, in Chinese and English; `weight` is its part of the log-odds, compared with the mean member. */
export type Reason = { group: FeatureGroup; weight: number; zh: string; en: string }

/** A reason below this part of the log-odds says nothing worth reading: a tenth more or less of the odds. */
const least_weight = 0.1

/**
 * The strongest reasons, at most `count`: the features are taken by group, and Σ β z is the part of a group, z being standard deviations from
 * the mean. Only what speaks for churn. It is what goes with churn among all members, and not its cause.
 */
export function reasonsOf(fit: LogisticFit, features: ArrayLike<number>, row: FeatureInput, count: number): Reason[] {
  const weights = new Map<FeatureGroup, number>()
  for (const [place, { group }] of churn_features.entries()) {
    const part = fit.coefficients[place]! * standardise(features[place]!, fit.scales[place]!)
    weights.set(group, (weights.get(group) ?? 0) + part)
  }
  return [...weights]
    .filter(([, weight]) => weight >= least_weight)
    .sort(([, one], [, other]) => other - one)
    .slice(0, count)
    .map(([group, weight]) => ({ group, weight, ...words[group](row) }))
}

const round = (value: number) => String(Math.round(value))
const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`
const percent = (rate: number) => `${round(100 * rate)} %`

const words: Record<FeatureGroup, (row: FeatureInput) => { zh: string; en: string }> = {
  silence: (row) => {
    const days = round(silentDays(row))
    if (row.cycle_days === null) return { zh: `${days} 天没有购买`, en: `no purchase for ${days} days` }
    const times = (silentDays(row) / Math.max(row.cycle_days, 1)).toFixed(1)
    return { zh: `${days} 天没有购买，是平时间隔的 ${times} 倍`, en: `no purchase for ${days} days, ${times} times the usual gap` }
  },
  rhythm: (row) => {
    const [count, year] = [row.purchase_count, row.year_purchase_count ?? 0]
    if (count === 1) return { zh: '只买过一次', en: 'bought only once' }
    const grows = row.recent_gap_days !== null && row.recent_gap_days > row.earlier_gap_days!
    if (grows)
      return {
        zh: `购买间隔变长：近两次 ${row.recent_gap_days} 天以上，以前 ${round(row.earlier_gap_days!)} 天`,
        en: `gaps grew: the last two ${row.recent_gap_days} days or more, ${round(row.earlier_gap_days!)} before`,
      }
    return { zh: `一年内购买 ${year} 次`, en: `${counted(year, 'purchase')} in the last full year` }
  },
  engagement: (row) => {
    const days = idleDays(row)
    if (Number.isNaN(days)) return { zh: '线上看不到互动', en: 'no account in a channel that shows acts' }
    return { zh: `${round(days)} 天没有互动`, en: `no act for ${round(days)} days` }
  },
  discounts: (row) =>
    rateWords(discountRate(row), '一年内折扣占原价', 'discounts were', 'of the full price in the last full year', '一年内没有购买'),
  returns: (row) =>
    rateWords(returnRate(row), '一年内退货占销售额', 'returned', 'of what was bought in the last full year', '一年内没有购买'),
  points: (row) => {
    const [points, benefits] = [row.points_balance ?? 0, row.unused_benefit_count ?? 0]
    return { zh: `积分 ${points}，未用权益 ${benefits} 项`, en: `${counted(points, 'point')} and ${counted(benefits, 'benefit')} unused` }
  },
  value: (row) => {
    const amount = round(row.year_net_amount ?? 0)
    return { zh: `一年内消费 ${amount}`, en: `spent ${amount} in the last full year` }
  },
  tenure: (row) => {
    const days = round((Date.parse(row.judged_on) - Date.parse(row.registered_on)) / 86_400_000)
    return { zh: `入会 ${days} 天`, en: `a member for ${days} days` }
  },
}

function rateWords(rate: number, zh: string, before: string, after: string, none: string) {
  if (Number.isNaN(rate)) return { zh: none, en: 'no purchase in the last full year' }
  return { zh: `${zh} ${percent(rate)}`, en: `${before} ${percent(rate)} ${after}` }
}
