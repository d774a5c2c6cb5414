import type { Compute } from 'memberhouse'
import { componentsOf, linkAll, termsOf } from './resolve/cluster_accounts.ts'
import { readGraph } from './resolve/read_graph.ts'
import { settleComponent, type Component, type Stop } from './resolve/settle_component.ts'

/** Resolves the contested components again, in the same way as the map, and reports which of their edges joined nothing and why. */
const identityStops: Compute = async function* (inputs) {
  const graph = await readGraph(inputs)
  const limitTexts = new Map<number, string>()
  for await (const [rule, type, limit] of inputs['rule_name']!) limitTexts.set(Number(rule), `at most ${limit ?? 'any number of'} ${type}`)
  const terms = termsOf(graph)
  const labels = linkAll(graph)
  const stopRow = (account: number, value: number, guard: string, reason: string) => ({
    ...{ account_key: graph.accounts.text(account), value_key: graph.values.text(value), guard, reason },
  })
  for (const component of componentsOf(graph, labels, new Set(labels)).values()) {
    const { clusters, stops } = settleComponent(component, terms)
    const stopped = new Set<string>()
    for (const stop of stops) {
      if (stop.by === 'newer_decision') continue
      stopped.add(`${stop.account} ${stop.value}`)
      yield stopRow(stop.account, stop.value, stop.by, reasonOf(stop, limitTexts))
    }
    for (const cluster of clusters.filter(({ length }) => length > graph.largestMember))
      for (const { account, value } of sharedEdges(component, cluster))
        if (!stopped.has(`${account} ${value}`))
          yield stopRow(account, value, 'too_large', `the cluster has ${cluster.length} accounts; the limit is ${graph.largestMember}`)
  }
}

export default identityStops

const reasonOf = (stop: Exclude<Stop, { by: 'newer_decision' }>, limitTexts: Map<number, string>): string =>
  stop.by === 'apart' ? 'a person unlinked them' : `a member has ${limitTexts.get(stop.limited_rule)!}`

/** Edges of a cluster whose value at least two of its accounts carry. */
function sharedEdges({ edges }: Component, cluster: number[]): Component['edges'] {
  const members = new Set(cluster)
  const inside = edges.filter((edge) => members.has(edge.account))
  const carriers = new Map<number, number>()
  for (const { value } of inside) carriers.set(value, (carriers.get(value) ?? 0) + 1)
  return inside.filter(({ value }) => carriers.get(value)! > 1)
}
