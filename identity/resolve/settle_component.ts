/** An account that carries a value of a rule. Accounts and values are numbers; rules are numbered from the strongest. */
export type Edge = { account: number; value: number; rule: number }

/** A person's decision about two accounts. */
export type Decision = { one: number; other: number; is_link: boolean }

/** Why an edge or a decision had no effect: the limit of a rule, two unlinked accounts, or a newer decision. */
export type Stop =
  | { by: 'limit'; account: number; value: number; rule: number; limited_rule: number }
  | { by: 'apart'; account: number; value: number; rule: number; one: number; other: number }
  | { by: 'newer_decision'; decision: Decision }

/** Accounts that edges and links connect, with those edges and decisions. */
export type Component = {
  accounts: number[]
  edges: Edge[]
  /** Newest first. */
  decisions: Decision[]
}

/** Settings shared by all components. */
export type Terms = {
  /** How many values of each rule a member may have; null for any number. */
  limits: (number | null)[]
  /** Whether an account is older, by data from the sources and not by load time. A strict order: no two accounts are equal. */
  isOlder: (one: number, other: number) => boolean
  /** The order of two values of one rule. */
  compareValues: (one: number, other: number) => number
}

type Cluster = { members: number[]; values: Map<number, Set<number>>; apart: Set<number> }

/**
 * Joins the accounts of a component along its edges, strongest rule first, as far as limits and decisions allow. Edges are ordered by rule,
 * number of accounts on the value, and value, so that the same facts give the same clusters in any row order. Decisions override rules
 * and limits; newer decisions override older ones.
 */
export function settleComponent({ accounts, edges, decisions }: Component, terms: Terms): { clusters: number[][]; stops: Stop[] } {
  const clusterOf = new Map<number, Cluster>()
  const stops: Stop[] = []
  for (const account of accounts) clusterOf.set(account, { members: [account], values: new Map(), apart: new Set() })
  const accountsOf = new Map<number, Edge[]>()
  for (const edge of edges) {
    const { account, value, rule } = edge
    const values = clusterOf.get(account)!.values
    if (!values.has(rule)) values.set(rule, new Set())
    values.get(rule)!.add(value)
    if (!accountsOf.has(value)) accountsOf.set(value, [])
    accountsOf.get(value)!.push(edge)
  }

  for (const decision of decisions) {
    const [one, other] = [clusterOf.get(decision.one)!, clusterOf.get(decision.other)!]
    if (one === other ? !decision.is_link : decision.is_link && keptApart(one, other) !== null)
      stops.push({ by: 'newer_decision', decision })
    else if (decision.is_link) merge(one, other, clusterOf)
    else {
      one.apart.add(decision.other)
      other.apart.add(decision.one)
    }
  }

  const ordered = [...accountsOf.values()].sort(
    ([one], [other]) =>
      one!.rule - other!.rule ||
      accountsOf.get(one!.value)!.length - accountsOf.get(other!.value)!.length ||
      terms.compareValues(one!.value, other!.value),
  )
  for (const carriers of ordered) {
    carriers.sort((one, other) => (terms.isOlder(one.account, other.account) ? -1 : 1))
    const groups: number[] = []
    for (const { account, value, rule } of carriers) {
      if (groups.some((first) => clusterOf.get(first) === clusterOf.get(account))) continue
      const refusals = groups.map((first) => refusal(clusterOf.get(first)!, clusterOf.get(account)!, terms.limits))
      const open = refusals.indexOf(null)
      if (open >= 0) merge(clusterOf.get(groups[open]!)!, clusterOf.get(account)!, clusterOf)
      else {
        if (groups.length > 0) stops.push({ account, value, rule, ...refusals[0]! })
        groups.push(account)
      }
    }
  }
  return { clusters: [...new Set(clusterOf.values())].map(({ members }) => members), stops }
}

type Refusal = { by: 'limit'; limited_rule: number } | { by: 'apart'; one: number; other: number }

/** Why two clusters may not be joined; null if they may. A join may not exceed a limit, unless one of them holds all of those values already. */
function refusal(one: Cluster, other: Cluster, limits: (number | null)[]): Refusal | null {
  const apart = keptApart(one, other)
  if (apart) return { by: 'apart', one: apart[0], other: apart[1] }
  for (const [rule, limit] of limits.entries()) {
    if (limit === null) continue
    const [ours, theirs] = [one.values.get(rule), other.values.get(rule)]
    if (!ours || !theirs) continue
    const [larger, smaller] = ours.size >= theirs.size ? [ours, theirs] : [theirs, ours]
    let total = larger.size
    for (const value of smaller) if (!larger.has(value)) total++
    if (total > limit && total > larger.size) return { by: 'limit', limited_rule: rule }
  }
  return null
}

function keptApart(one: Cluster, other: Cluster): [number, number] | null {
  if (one.apart.size === 0 || other.apart.size === 0) return null
  for (const member of other.members)
    if (one.apart.has(member)) return [one.members.find((candidate) => other.apart.has(candidate)) ?? one.members[0]!, member]
  return null
}

/** Moves the smaller cluster into the larger. */
function merge(one: Cluster, other: Cluster, clusterOf: Map<number, Cluster>): void {
  if (one === other) return
  const [larger, smaller] = one.members.length >= other.members.length ? [one, other] : [other, one]
  for (const account of smaller.members) {
    larger.members.push(account)
    clusterOf.set(account, larger)
  }
  for (const [rule, values] of smaller.values) {
    const known = larger.values.get(rule)
    if (known) for (const value of values) known.add(value)
    else larger.values.set(rule, values)
  }
  for (const account of smaller.apart) larger.apart.add(account)
}
