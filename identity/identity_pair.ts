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
 * Compares accounts by personal data and returns the pairs that are probably one person (from 0.5) but that identifiers have not joined.
 * Records are ordered by account key.
 */
const identityPairs: Compute = async function* (inputs) {
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
    // Family members share phone, city and surname, which score as high as one person's: if the names disagree, a person must review.
    const may_join = probability >= 0.99 && (weights['name'] ?? 0) >= 0
    yield { account_key, other_account_key, probability, may_join, weights: { prior: bits(prior), ...weights } }
  }
}

export default identityPairs

const bits = (weight: number) => Math.round((weight / Math.LN2) * 100) / 100
