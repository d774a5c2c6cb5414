import { joinProbable } from './join_probable.ts'
import type { Graph } from './read_graph.ts'
import { settleComponent, type Component, type Terms } from './settle_component.ts'
import { createForest, join, rootOf } from './union_find.ts'

/**
 * The cluster of each account, as the number of one of its accounts. Joins all that edges and links say, which takes no order; only components in
 * which a limit is passed or an unlink lies are settled edge by edge. A cluster that passes no limit has no part that does, so both agree.
 */
export function clusterAccounts(graph: Graph): Int32Array {
  const labels = linkAll(graph)
  const terms = termsOf(graph)
  for (const component of componentsOf(graph, labels, findBroken(graph, labels)).values()) {
    for (const members of settleComponent(component, terms).clusters) {
      const label = members.reduce((least, member) => Math.min(least, member))
      for (const member of members) labels[member] = label
    }
  }
  const apart = graph.pairs.filter(({ left, right }) => labels[left] !== labels[right])
  const parts = componentsOf(graph, labels, new Set(apart.flatMap(({ left, right }) => [labels[left]!, labels[right]!])))
  joinAlike(graph, labels, parts, terms)
  return labels
}

/** The component of each account: all that edges and links tie together, whatever limits say. */
export function linkAll({ joinedAt, edgeAccounts, edgeValues, firstCarrier, decisions }: Graph): Int32Array {
  const parents = createForest(joinedAt.length)
  for (let edge = 0; edge < edgeAccounts.length; edge++) join(parents, edgeAccounts[edge]!, firstCarrier[edgeValues[edge]!]!)
  for (const { one, other, is_link } of decisions) if (is_link) join(parents, one, other)
  for (let account = 0; account < parents.length; account++) parents[account] = rootOf(parents, account)
  return parents
}

/** By what the sources say, never by the order in which rows arrived. */
export function termsOf({ limits, joinedAt, accounts, values }: Graph): Terms {
  return {
    limits,
    isOlder: (one, other) => (joinedAt[one]! - joinedAt[other]! || accounts.compare(one, other)) < 0,
    compareValues: (one, other) => values.compare(one, other),
  }
}

/** Labels under which a member would have more values of a rule than it may, or two accounts that a person told apart. */
function findBroken({ ruleOf, firstCarrier, limits, decisions }: Graph, labels: Int32Array): Set<number> {
  const broken = new Set<number>()
  for (const [rule, limit] of limits.entries()) {
    if (limit === null || limit >= 255) continue
    const counts = new Uint8Array(labels.length)
    for (let value = 0; value < ruleOf.length; value++) {
      if (ruleOf[value] !== rule) continue
      const label = labels[firstCarrier[value]!]!
      if (counts[label]! < 255) counts[label]!++
      if (counts[label]! > limit) broken.add(label)
    }
  }
  for (const { one, other, is_link } of decisions) if (!is_link && labels[one] === labels[other]) broken.add(labels[one]!)
  return broken
}

/** The accounts, edges and decisions under each of these labels. */
export function componentsOf(graph: Graph, labels: Int32Array, wanted: Set<number>): Map<number, Component> {
  const found = new Map([...wanted].map((label) => [label, { accounts: [], edges: [], decisions: [] } as Component]))
  if (wanted.size === 0) return found
  const isWanted = new Uint8Array(labels.length)
  for (const label of wanted) isWanted[label] = 1
  for (let account = 0; account < labels.length; account++)
    if (isWanted[labels[account]!]) found.get(labels[account]!)!.accounts.push(account)
  for (let place = 0; place < graph.edgeAccounts.length; place++) {
    const [account, value] = [graph.edgeAccounts[place]!, graph.edgeValues[place]!]
    if (isWanted[labels[account]!]) found.get(labels[account]!)!.edges.push({ account, value, rule: graph.ruleOf[value]! })
  }
  for (const decision of graph.decisions)
    if (labels[decision.one] === labels[decision.other]) found.get(labels[decision.one]!)?.decisions.push(decision)
  return found
}

/** Joins the clusters of probable pairs: each cluster once, and only as an edge of the weakest rule would, which limits and people can stop. */
function joinAlike({ pairs, decisions, largest }: Graph, labels: Int32Array, parts: Map<number, Component>, terms: Terms): void {
  const weakest = { value: -1, rule: Infinity }
  const mayJoin = (left: number, right: number) => {
    const [one, other] = [parts.get(left)!, parts.get(right)!]
    if (one.accounts.length + other.accounts.length > largest) return false
    const accounts = [...one.accounts, ...other.accounts]
    const edges = [...one.edges, ...other.edges, { account: left, ...weakest }, { account: right, ...weakest }]
    const held = new Set(accounts)
    const said = decisions.filter((decision) => held.has(decision.one) && held.has(decision.other))
    return settleComponent({ accounts, edges, decisions: said }, terms).clusters.length === 1
  }
  for (const { left, right } of joinProbable(labels, pairs, mayJoin)) {
    const label = labels[left]!
    for (const account of parts.get(labels[right]!)!.accounts) labels[account] = label
  }
}
