import { joinProbable } from './join_probable.ts'
import type { Graph } from './read_graph.ts'
import { settleComponent, type Component, type Terms } from './settle_component.ts'
import { createForest, join, rootOf } from './union_find.ts'

/**
 * The cluster of each account, named by the number of one of its accounts. First joins along all edges and links, in any order. Then resolves
 * edge by edge, but only the components that exceed a limit or contain an unlink: in any other component no join could have been stopped.
 */
export function clusterAccounts(graph: Graph): Int32Array {
  const labels = linkAll(graph)
  const terms = termsOf(graph)
  for (const component of componentsOf(graph, labels, findConflicts(graph, labels)).values()) {
    for (const members of settleComponent(component, terms).clusters) {
      const label = members.reduce((least, member) => Math.min(least, member))
      for (const member of members) labels[member] = label
    }
  }
  const apart = graph.pairs.filter(({ left, right }) => labels[left] !== labels[right])
  const parts = componentsOf(graph, labels, new Set(apart.flatMap(({ left, right }) => [labels[left]!, labels[right]!])))
  joinProbablePairs(graph, labels, parts, terms)
  return labels
}

/** The connected component of each account over all edges and links, ignoring limits. */
export function linkAll({ joinedAt, edgeAccounts, edgeValues, firstCarrier, decisions }: Graph): Int32Array {
  const parents = createForest(joinedAt.length)
  for (let edge = 0; edge < edgeAccounts.length; edge++) join(parents, edgeAccounts[edge]!, firstCarrier[edgeValues[edge]!]!)
  for (const { one, other, is_link } of decisions) if (is_link) join(parents, one, other)
  for (let account = 0; account < parents.length; account++) parents[account] = rootOf(parents, account)
  return parents
}

/** Orders by data from the sources, never by the order in which rows arrived. */
export function termsOf({ limits, joinedAt, accounts, values }: Graph): Terms {
  return {
    limits,
    isOlder: (one, other) => (joinedAt[one]! - joinedAt[other]! || accounts.compare(one, other)) < 0,
    compareValues: (one, other) => values.compare(one, other),
  }
}

/** Components with more values of a rule than a member may have, or with two accounts that a person unlinked. */
function findConflicts({ ruleOf, firstCarrier, limits, decisions }: Graph, labels: Int32Array): Set<number> {
  const conflicts = new Set<number>()
  for (const [rule, limit] of limits.entries()) {
    if (limit === null || limit >= 255) continue
    const counts = new Uint8Array(labels.length)
    for (let value = 0; value < ruleOf.length; value++) {
      if (ruleOf[value] !== rule) continue
      const label = labels[firstCarrier[value]!]!
      if (counts[label]! < 255) counts[label]!++
      if (counts[label]! > limit) conflicts.add(label)
    }
  }
  for (const { one, other, is_link } of decisions) if (!is_link && labels[one] === labels[other]) conflicts.add(labels[one]!)
  return conflicts
}

/** The accounts, edges and decisions of each wanted component. */
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

/** Joins the clusters of probable pairs, each cluster once. A pair acts like an edge of the weakest rule: limits and decisions can stop it. */
function joinProbablePairs(
  { pairs, decisions, largestMember }: Graph,
  labels: Int32Array,
  parts: Map<number, Component>,
  terms: Terms,
): void {
  const weakest = { value: -1, rule: Infinity }
  const mayJoin = (left: number, right: number) => {
    const [one, other] = [parts.get(left)!, parts.get(right)!]
    if (one.accounts.length + other.accounts.length > largestMember) return false
    const accounts = [...one.accounts, ...other.accounts]
    const edges = [...one.edges, ...other.edges, { account: left, ...weakest }, { account: right, ...weakest }]
    const held = new Set(accounts)
    const relevant = decisions.filter((decision) => held.has(decision.one) && held.has(decision.other))
    return settleComponent({ accounts, edges, decisions: relevant }, terms).clusters.length === 1
  }
  for (const { left, right } of joinProbable(labels, pairs, mayJoin)) {
    const label = labels[left]!
    for (const account of parts.get(labels[right]!)!.accounts) labels[account] = label
  }
}
