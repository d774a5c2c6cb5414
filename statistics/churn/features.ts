/**
 * What the churn model looks at: the columns of dws.member_churn_feature that the selects beside its models list, in this order.
 */
export type FeatureInput = {
  judged_on: string
  last_purchased_on: string
  purchase_count: number
  cycle_days: number | null
  recent_gap_days: number | null
  earlier_gap_days: number | null
  year_purchase_count: number | null
  year_gross_amount: number | null
  year_net_amount: number | null
  year_discount_amount: number | null
  registered_on: string
  engagement_observed_from: string | null
  recent_day_count: number | null
  earlier_day_count: number | null
  last_engaged_on: string | null
  points_balance: number | null
  points_unused_from: string | null
  unused_benefit_count: number | null
  tier_rank: number | null
}

const columns = [
  ...['judged_on', 'last_purchased_on', 'purchase_count', 'cycle_days', 'recent_gap_days', 'earlier_gap_days', 'year_purchase_count'],
  ...['year_gross_amount', 'year_net_amount', 'year_discount_amount', 'registered_on', 'engagement_observed_from', 'recent_day_count'],
  ...['earlier_day_count', 'last_engaged_on', 'points_balance', 'points_unused_from', 'unused_benefit_count', 'tier_rank'],
] as (keyof FeatureInput)[]

/** Reads a row of an input, whose columns from `first` on are those of FeatureInput. */
export function readFeatures(row: readonly (string | null)[], first: number): FeatureInput {
  const read = (value: string | null, column: string) =>
    value === null || column.endsWith('_on') || column.endsWith('_from') ? value : Number(value)
  return Object.fromEntries(columns.map((column, place) => [column, read(row[first + place] ?? null, column)])) as FeatureInput
}

/** Days from one date to another. */
export const daysBetween = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / 86_400_000

/** Counts and amounts grow by factors: their logarithm is what adds up. */
const grown = (value: number) => Math.log1p(Math.max(value, 0))
const known = <T>(value: T | null, figure: (value: T) => number) => (value === null ? NaN : figure(value))
const isObserved = ({ engagement_observed_from, judged_on }: FeatureInput) =>
  engagement_observed_from !== null && engagement_observed_from < judged_on

/** Days without a purchase. */
export const silentDays = (row: FeatureInput): number => daysBetween(row.last_purchased_on, row.judged_on)

/** Share of the full price that discounts took in the year; NaN without a sale. */
export const discountRate = ({ year_gross_amount, year_discount_amount }: FeatureInput): number =>
  year_gross_amount ? year_discount_amount! / (year_gross_amount + year_discount_amount!) : NaN

/** Share of the amount sold in the year that was returned; NaN without a sale. */
export const returnRate = ({ year_gross_amount, year_net_amount }: FeatureInput): number =>
  year_gross_amount ? 1 - year_net_amount! / year_gross_amount : NaN

/** Days since the last act, or since acts can be seen; NaN where they cannot. */
export function idleDays(row: FeatureInput): number {
  if (!isObserved(row)) return NaN
  const since = row.last_engaged_on ?? row.engagement_observed_from!
  return daysBetween(since, row.judged_on)
}

/** A group of features that is one reason in words. */
export type FeatureGroup = 'silence' | 'rhythm' | 'engagement' | 'discounts' | 'returns' | 'points' | 'value' | 'tenure'

/** Each feature: its name, the reason that it belongs to, and its figure, NaN where it was not observed. */
export const churn_features: { name: string; group: FeatureGroup; of: (row: FeatureInput) => number }[] = [
  { name: 'silence', group: 'silence', of: (row) => grown(silentDays(row)) },
  {
    name: 'silence_by_cycle',
    group: 'silence',
    of: (row) => known(row.cycle_days, (cycle) => Math.log((silentDays(row) + 1) / Math.max(cycle, 1))),
  },
  { name: 'purchases', group: 'rhythm', of: (row) => Math.log(row.purchase_count) },
  { name: 'one_purchase', group: 'rhythm', of: (row) => (row.purchase_count === 1 ? 1 : 0) },
  { name: 'year_purchases', group: 'rhythm', of: (row) => grown(row.year_purchase_count ?? 0) },
  {
    name: 'gap_growth',
    group: 'rhythm',
    of: (row) => known(row.recent_gap_days, (recent) => Math.log(Math.max(recent, 1) / Math.max(row.earlier_gap_days!, 1))),
  },
  { name: 'idle', group: 'engagement', of: (row) => grown(idleDays(row)) },
  { name: 'recent_acts', group: 'engagement', of: (row) => (isObserved(row) ? grown(row.recent_day_count ?? 0) : NaN) },
  {
    name: 'fewer_acts',
    group: 'engagement',
    of: (row) => (isObserved(row) ? Math.log(((row.earlier_day_count ?? 0) / 2 + 1) / ((row.recent_day_count ?? 0) + 1)) : NaN),
  },
  { name: 'seen_online', group: 'engagement', of: (row) => (isObserved(row) ? 1 : 0) },
  { name: 'discounts', group: 'discounts', of: discountRate },
  { name: 'returns', group: 'returns', of: returnRate },
  { name: 'points', group: 'points', of: (row) => known(row.points_balance, grown) },
  { name: 'points_unused', group: 'points', of: (row) => known(row.points_unused_from, (from) => grown(daysBetween(from, row.judged_on))) },
  { name: 'benefits_unused', group: 'points', of: (row) => known(row.unused_benefit_count, grown) },
  { name: 'tier', group: 'value', of: (row) => row.tier_rank ?? NaN },
  { name: 'year_amount', group: 'value', of: (row) => grown(row.year_net_amount ?? 0) },
  { name: 'tenure', group: 'tenure', of: (row) => grown(daysBetween(row.registered_on, row.judged_on)) },
]
