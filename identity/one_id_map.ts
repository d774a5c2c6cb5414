import type { Compute } from 'memberhouse'
import { assignIds, type Registered } from './resolve/assign_ids.ts'
import { clusterAccounts, termsOf } from './resolve/cluster_accounts.ts'
import { readGraph } from './resolve/read_graph.ts'
import { readRegistry } from './resolve/read_registry.ts'

/**
 * Works out which accounts are one member and gives the changes to what is published: accounts that are new or have another id, and those that are
 * gone. Resolves all accounts each time; that takes seconds for millions, and leaves nothing that could drift.
 */
const resolve: Compute = async function* (inputs, { is_first }) {
  const graph = await readGraph(inputs)
  const count = graph.joinedAt.length
  const known = await readRegistry(inputs['registry']!, graph.accounts)
  const labels = setAside(clusterAccounts(graph), known, graph.largest)
  const ids = assignIds(labels, known, termsOf(graph).isOlder)
  for (let account = 0; account < count; account++)
    if (is_first || known.isEnded[account] === 1 || known.home[account] !== ids[account])
      yield { account_key: graph.accounts.text(account), one_id: ids[account], is_ended: false }
  if (is_first) return
  for (let account = count; account < known.home.length; account++)
    if (known.home[account] !== 0 && known.isEnded[account] === 0)
      yield { account_key: graph.accounts.text(account), one_id: known.home[account], is_ended: true }
}

export default resolve

/**
 * The labels, but for clusters of more accounts than a member can have: something joins strangers there, so their accounts keep the ids that
 * they have, and new ones stand alone, until somebody looks.
 */
export function setAside(labels: Int32Array, { home, isEnded }: Registered, largest: number): Int32Array {
  const sizes = new Int32Array(labels.length)
  for (const label of labels) sizes[label]!++
  if (!sizes.some((size) => size > largest)) return labels
  const labelOf = new Map<number, number>()
  return labels.map((label, account) => {
    if (sizes[label]! <= largest || home[account] === 0 || isEnded[account] === 1) return sizes[label]! <= largest ? label : account
    if (!labelOf.has(home[account]!)) labelOf.set(home[account]!, account)
    return labelOf.get(home[account]!)!
  })
}
