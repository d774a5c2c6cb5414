import type { Compute } from 'memberhouse'
import { clusterAccounts } from './resolve/cluster_accounts.ts'
import { matchRecords, probablePairs } from './match/match_records.ts'
import { addRecord, createRecords, type Column } from './match/records.ts'
import { explainPair } from './match/score_pair.ts'
import { keyWords } from './resolve/key_index.ts'
import { readGraph } from './resolve/read_graph.ts'

const columns: Column[] = [
  { name: 'name', type: 'name' },
  { name: 'birthday', type: 'date' },
  { name: 'gender', type: 'gender' },
  { name: 'city', type: 'city' },
  { name: 'phone', type: 'phone' },
  { name: 'email', type: 'email' },
]

/**
 * Compares accounts by what they say of a person, and gives the pairs that are one person rather than two and that identifiers have not made one
 * member. The records come in the order of their keys.
 */
const likeness: Compute = async function* (inputs) {
  const graph = await readGraph(inputs)
  const labels = clusterAccounts(graph)
  const records = createRecords(columns)
  const keys: string[] = []
  const clusterOf: number[] = []
  for await (const [account_key, ...values] of inputs['record']!) {
    keys.push(account_key!)
    clusterOf.push(labels[graph.accounts.find(...keyWords(account_key!))]!)
    addRecord(records, values)
  }
  if (keys.length < 2) return
  const matching = matchRecords(records)
  for (const { left, right, probability } of probablePairs(matching, 0.5)) {
    if (clusterOf[left] === clusterOf[right]) continue
    const { prior, steps } = explainPair(matching, left, right)
    const weights = Object.fromEntries(steps.map(({ comparison, weight }) => [comparison, bits(weight)]))
    const [account_key, other_account_key] =
      BigInt(keys[left]!) < BigInt(keys[right]!) ? [keys[left], keys[right]] : [keys[right], keys[left]]
    // A family's phone, town and surname weigh as much as a person's: where names disagree, somebody has to look.
    const may_join = probability >= 0.99 && (weights['name'] ?? 0) >= 0
    yield { account_key, other_account_key, probability, may_join, weights: { prior: bits(prior), ...weights } }
  }
}

export default likeness

const bits = (weight: number) => Math.round((weight / Math.LN2) * 100) / 100
