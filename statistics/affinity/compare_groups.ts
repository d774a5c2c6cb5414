import { falseDiscoveryRates, normalTail } from './significance.ts'

/** A basket of one member, each item once. */
export type OwnedBasket = { member: string; items: readonly string[] }

/** Of the baskets with `lead`, how many also hold `follow`, in one group and in the others. */
export type Difference = {
  lead: string
  follow: string
  high_member_count: number
  high_basket_count: number
  high_lead_count: number
  high_confidence: number
  other_basket_count: number
  other_lead_count: number
  other_confidence: number | null
  confidence_ratio: number
  p_value: number
  false_discovery_rate: number
}

/**
 * Compares how often an item follows another one in the baskets of one group (`high`) and of others, for each pair that `minCount` baskets
 * and members of the group hold. A few members with many baskets are no evidence about the others, so the variance of each share is that of
 * a ratio over members: Rao and Scott, A simple method for the analysis of clustered binary data (1992), section 2; and at least the binomial
 * one. The ratio and this least variance add half a basket of each kind: Haldane, The estimation and significance of the logarithm of a
 * ratio of frequencies (1956).
 */
export function compareGroups(high: readonly OwnedBasket[], other: readonly OwnedBasket[], minCount: number): Difference[] {
  const highCounts = countItems(high)
  const isFrequent = (item: string) => (highCounts.get(item) ?? 0) >= minCount
  const [highItems, otherItems] = [countFollowers(high, isFrequent), countFollowers(other, isFrequent)]
  const differences = [...highItems].flatMap(([lead, { members, follows }]) =>
    [...follows].flatMap(([follow, ofMembers]): Difference[] => {
      const one = shareOf(members, ofMembers)
      if (one.count < minCount || ofMembers.size < minCount) return []
      const others = otherItems.get(lead)
      const two = shareOf(others?.members ?? new Map(), others?.follows.get(follow) ?? new Map())
      return [
        {
          ...{ lead, follow, high_member_count: ofMembers.size },
          ...{ high_basket_count: one.count, high_lead_count: one.of, high_confidence: one.count / one.of },
          ...{ other_basket_count: two.count, other_lead_count: two.of, other_confidence: two.of === 0 ? null : two.count / two.of },
          confidence_ratio: one.smoothed / two.smoothed,
          p_value: normalTail((one.smoothed - two.smoothed) / Math.sqrt(one.variance + two.variance)),
          false_discovery_rate: 1,
        },
      ]
    }),
  )
  const rates = falseDiscoveryRates(Float64Array.from(differences, ({ p_value }) => p_value))
  return differences.map((difference, place) => ({ ...difference, false_discovery_rate: rates[place]! }))
}

/** How many of the baskets of members with one item hold another one too; both counts are by member. */
function shareOf(leads: ReadonlyMap<string, number>, both: ReadonlyMap<string, number>) {
  const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0)
  const [of, count] = [sum(leads), sum(both)]
  const smoothed = (count + 0.5) / (of + 1)
  const share = count / Math.max(1, of)
  let squares = 0
  for (const [member, baskets] of leads) squares += ((both.get(member) ?? 0) - share * baskets) ** 2
  const clustered = leads.size < 2 ? 0 : ((leads.size / (leads.size - 1)) * squares) / of ** 2
  return { count, of, smoothed, variance: Math.max(clustered, (smoothed * (1 - smoothed)) / (of + 1)) }
}

function countItems(baskets: readonly OwnedBasket[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { items } of baskets) for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

/** The baskets of each member that hold an item, and those that hold another one too. */
type Followers = { members: Map<string, number>; follows: Map<string, Map<string, number>> }

function countFollowers(baskets: readonly OwnedBasket[], isCounted: (item: string) => boolean): Map<string, Followers> {
  const found = new Map<string, Followers>()
  const add = (counts: Map<string, number>, member: string) => counts.set(member, (counts.get(member) ?? 0) + 1)
  for (const { member, items } of baskets) {
    const counted = items.filter(isCounted)
    for (const lead of counted) {
      const { members, follows } = found.get(lead) ?? {
        members: new Map<string, number>(),
        follows: new Map<string, Map<string, number>>(),
      }
      found.set(lead, { members, follows })
      add(members, member)
      for (const follow of counted) {
        if (follow === lead) continue
        const counts = follows.get(follow) ?? new Map<string, number>()
        follows.set(follow, counts)
        add(counts, member)
      }
    }
  }
  return found
}
