import type { Compute } from 'memberhouse'
import { probability } from './match/fit_model.ts'
import { matchRecords, type Matching } from './match/match_records.ts'
import { addRecord, openRecords, type Column } from './match/records.ts'

const columns: Column[] = [
  { name: 'name', type: 'name' },
  { name: 'birthday', type: 'date' },
  { name: 'gender', type: 'gender' },
  { name: 'city', type: 'city' },
  { name: 'phone', type: 'phone' },
  { name: 'email', type: 'email' },
]

/** Compares accounts by what they say of a person, and gives the pairs that are one person rather than two. The input comes in the order of its key. */
const likeness: Compute = async function* (inputs) {
  const records = openRecords(columns)
  const accounts: string[] = []
  for await (const [account_key, ...values] of inputs['account']!) {
    accounts.push(account_key!)
    addRecord(records, values)
  }
  if (accounts.length < 2) return
  const matching = matchRecords(records)
  const { left, right, size } = matching.pairs
  for (let place = 0; place < size; place++) {
    const probable = probability(matching.logOdds[place]!)
    if (probable < 0.5) continue
    const [one, other] = [accounts[left[place]!]!, accounts[right[place]!]!]
    const [account_key, other_account_key] = BigInt(one) < BigInt(other) ? [one, other] : [other, one]
    yield { account_key, other_account_key, probability: probable, weights: weightsOf(matching, place) }
  }
}

export default likeness

/** What each comparison of a pair adds to the odds, in bits, and what rare values add beyond it. */
function weightsOf({ model, pairs, logOdds }: Matching, place: number): Record<string, number> {
  const bits = (weight: number) => Math.round((weight / Math.LN2) * 100) / 100
  const { levels, width } = pairs.patterns
  const pattern = pairs.pattern[place]!
  const levelOf = (comparison: number) => levels[pattern * width + comparison]!
  const weights: Record<string, number> = { prior: bits(Math.log(model.prior / (1 - model.prior))) }
  let left = logOdds[place]! - Math.log(model.prior / (1 - model.prior))
  for (const [comparison, { name, parent, weights: given }] of model.comparisons.entries()) {
    if (levelOf(comparison) === -1) continue
    const weight = given[parent === -1 ? 0 : levelOf(parent) + 1]![levelOf(comparison)]!
    weights[name] = bits(weight)
    left -= weight
  }
  return Math.abs(left) < 0.01 ? weights : { ...weights, rarity: bits(left) }
}
