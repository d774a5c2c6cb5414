/** An account that carries a value of a rule. Accounts and values are numbers; rules are numbered in the order of their strength. */
export type Edge = { account: number; value: number; rule: number }

/** What a person said of two accounts. */
export type Decision = { one: number; other: number; is_link: boolean }

/** What stopped an account's edge, a link or an unlink: the limit of which rule, or which two accounts are kept apart. */
export type Stop =
  | { by: 'limit'; account: number; value: number; rule: number; limited_rule: number }
  | { by: 'apart'; account: number; value: number; rule: number; one: number; other: number }
  | { by: 'newer_decision'; decision: Decision }

/** Accounts that edges and links hold together, and all that is known of them. */
export type Component = {
  accounts: number[]
  edges: Edge[]
  /** Newest first. */
  decisions: Decision[]
}

/** What does not differ from one component to the next. */
export type Terms = {
  /** How many values of each rule a member may have; null is any number. */
  limits: (number | null)[]
  /** Sorts before what is younger; never equal for two. By what the sources say, not by when they were loaded. */
  isOlder: (one: number, other: number) => boolean
  /** The order of two values of one rule. */
  compareValues: (one: number, other: number) => number
}

type Cluster = { members: number[]; values: Map<number, Set<number>>; apart: Set<number> }

/**
 * Joins what the edges of a component say, strongest rule first, as far as limits and people allow. The order is that of the data alone:
 * rule, number of accounts on the value, the value; so the same facts give the same clusters, in whatever order they came.
 * A person's word goes before every rule and limit, and a newer one before an older.
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

/** Why two clusters may not be one; null when they may. What both together have of a rule may pass its limit only when one of them does alone. */
function refusal(one: Cluster, other: Cluster, limits: (number | null)[]): Refusal | null {
  const apart = keptApart(one, other)
  if (apart) return { by: 'apart', one: apart[0], other: apart[1] }
  for (const [rule, limit] of limits.entries()) {
    if (limit === null) continue
    const [ours, theirs] = [one.values.get(rule), other.values.get(rule)]
    if (!ours || !theirs) continue
    const [larger, smaller] = ours.size >= theirs.size ? [ours, theirs] : [theirs, ours]
    let together = larger.size
    for (const value of smaller) if (!larger.has(value)) together++
    if (together > limit && together > larger.size) return { by: 'limit', limited_rule: rule }
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
