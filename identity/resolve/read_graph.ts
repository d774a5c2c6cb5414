import type { Input } from 'memberhouse'
import { doubleList, integerList } from './number_list.ts'
import { createKeyIndex, valueOf, type KeyIndex } from './key_index.ts'
import type { Decision } from './settle_component.ts'

/** Accounts and values, both numbered from 0, and the edges between them. */
export type Graph = {
  accounts: KeyIndex
  /** When each account joined, in seconds since the epoch; decides which account is the oldest. */
  joinedAt: Float64Array
  values: KeyIndex
  ruleOf: Int32Array
  /** The first account that carries each value. */
  firstCarrier: Int32Array
  edgeAccounts: Int32Array
  edgeValues: Int32Array
  /** How many values of each rule a member may have; null for any number. */
  limits: (number | null)[]
  /** How many accounts a member may have. */
  largestMember: number
  /** Newest first. */
  decisions: Decision[]
  /** Most probable first. */
  pairs: { left: number; right: number }[]
}

/**
 * Reads the inputs of the resolution:
 * `account` (account_key, first_seen_at in seconds), `edge` (account_key, value_key, rule), `rule` (rule, limit_per_member),
 * `decision` (account_key, other_account_key, is_link; newest first), and optionally `limit` (the largest member; unlimited without it) and
 * `pair` (account_key, other_account_key; most probable first). Ignores decisions and pairs about accounts that are gone.
 */
export async function readGraph(inputs: Record<string, Input>): Promise<Graph> {
  const accounts = createKeyIndex()
  const joinedAt = doubleList()
  await inputs['account']!.integers(2, (row) => {
    accounts.add(row.upper[0]!, row.lower[0]!)
    joinedAt.push(valueOf(row, 1))
  })

  const limits: (number | null)[] = []
  await inputs['rule']!.integers(2, (row) => {
    limits[valueOf(row, 0)] = row.isNull[1] ? null : valueOf(row, 1)
  })
  for (let rule = 0; rule < limits.length; rule++) limits[rule] ??= null
  let largestMember = Infinity
  await inputs['limit']?.integers(1, (row) => (largestMember = valueOf(row, 0)))

  const values = createKeyIndex()
  const [ruleOf, firstCarrier, edgeAccounts, edgeValues] = [integerList(), integerList(), integerList(), integerList()]
  await inputs['edge']!.integers(3, (row) => {
    const account = accounts.find(row.upper[0]!, row.lower[0]!)
    const value = values.add(row.upper[1]!, row.lower[1]!)
    if (account < 0)
      throw new Error('an edge refers to an account that the input `account` lacks: the models of edges and accounts disagree')
    if (value === firstCarrier.length()) {
      firstCarrier.push(account)
      ruleOf.push(valueOf(row, 2))
    }
    edgeAccounts.push(account)
    edgeValues.push(value)
  })

  const decisions: Decision[] = []
  await inputs['decision']!.integers(3, (row) => {
    const [one, other] = [accounts.find(row.upper[0]!, row.lower[0]!), accounts.find(row.upper[1]!, row.lower[1]!)]
    if (one >= 0 && other >= 0) decisions.push({ one, other, is_link: row.lower[2] === 1 })
  })
  const pairs: Graph['pairs'] = []
  await inputs['pair']?.integers(2, (row) => {
    const [left, right] = [accounts.find(row.upper[0]!, row.lower[0]!), accounts.find(row.upper[1]!, row.lower[1]!)]
    if (left >= 0 && right >= 0) pairs.push({ left, right })
  })
  return {
    ...{ accounts, joinedAt: joinedAt.items(), values, ruleOf: ruleOf.items(), firstCarrier: firstCarrier.items() },
    ...{ edgeAccounts: edgeAccounts.items(), edgeValues: edgeValues.items(), limits, largestMember, decisions, pairs },
  }
}
