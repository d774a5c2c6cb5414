import type { Compute } from 'memberhouse'
import { assignIds, type Registered } from './resolve/assign_ids.ts'
import { clusterAccounts, termsOf } from './resolve/cluster_accounts.ts'
import { readGraph } from './resolve/read_graph.ts'
import { readRegistry } from './resolve/read_registry.ts'

/**
 * Resolves which accounts are one member and returns the changes to the published map: accounts that are new, have another id or are gone.
 * Every run resolves all accounts: millions take seconds, and no state can drift.
 */
const oneIdMap: Compute = async function* (inputs, { is_first }) {
  const graph = await readGraph(inputs)
  const count = graph.joinedAt.length
  const known = await readRegistry(inputs['registry']!, graph.accounts)
  const labels = setAsideOversized(clusterAccounts(graph), known, graph.largestMember)
  const ids = assignIds(labels, known, termsOf(graph).isOlder)
  for (let account = 0; account < count; account++)
    if (is_first || known.isEnded[account] === 1 || known.publishedId[account] !== ids[account])
      yield { account_key: graph.accounts.text(account), one_id: ids[account], is_deleted: false }
  if (is_first) return
  for (let account = count; account < known.publishedId.length; account++)
    if (known.publishedId[account] !== 0 && known.isEnded[account] === 0)
      yield { account_key: graph.accounts.text(account), one_id: known.publishedId[account], is_deleted: true }
}

export default oneIdMap

/**
 * Splits up clusters with more accounts than a member may have, which probably join strangers. Until a person has looked at them, their
 * accounts keep the ids they have and new accounts get ids of their own.
 */
export function setAsideOversized(labels: Int32Array, { publishedId, isEnded }: Registered, largest: number): Int32Array {
  const sizes = new Int32Array(labels.length)
  for (const label of labels) sizes[label]!++
  if (!sizes.some((size) => size > largest)) return labels
  const labelOf = new Map<number, number>()
  return labels.map((label, account) => {
    if (sizes[label]! <= largest || publishedId[account] === 0 || isEnded[account] === 1) return sizes[label]! <= largest ? label : account
    if (!labelOf.has(publishedId[account]!)) labelOf.set(publishedId[account]!, account)
    return labelOf.get(publishedId[account]!)!
  })
}
