import type { Input } from '../../../engine/project/contract.ts'
import { keyWords } from '../../../identity/resolve/key_index.ts'
import resolve from '../../../identity/one_id_map.ts'

/** Accounts with their edges, decisions and pairs; keys are small numbers. */
export type Facts = {
  accounts: Map<number, { first_seen_at: number }>
  edges: { account: number; value: number; rule: number }[]
  decisions: { one: number; other: number; is_link: boolean }[]
  pairs: [number, number][]
  limits: (number | null)[]
  largest_cluster: number
}
export type Row = { account: number; one_id: number; run_id: number; is_deleted: boolean; is_effective: boolean }

/** Wraps rows as the input of a computed model. */
export const inputOf = (rows: (number | string | boolean | null)[][]): Input => ({
  async integers(columns, see) {
    const row = { upper: new Int32Array(columns), lower: new Int32Array(columns), isNull: new Uint8Array(columns) }
    for (const values of rows) {
      for (const [column, value] of values.entries()) {
        const [upper, lower] = keyWords(String(typeof value === 'boolean' ? Number(value) : (value ?? 0)))
        row.upper[column] = upper
        row.lower[column] = lower
        row.isNull[column] = value === null ? 1 : 0
      }
      see(row)
    }
  },
  async *[Symbol.asyncIterator]() {
    for (const values of rows)
      yield values.map((value) => (typeof value === 'boolean' ? (value ? 't' : 'f') : value === null ? null : String(value)))
  },
})

/** The changes of one night. `shuffle` reorders the rows of each input. */
export async function resolveNight(facts: Facts, registry: Row[], is_first: boolean, shuffle = <Item>(items: Item[]) => items) {
  const inputs = {
    account: inputOf(shuffle([...facts.accounts].map(([key, { first_seen_at }]) => [key, first_seen_at]))),
    edge: inputOf(
      shuffle(facts.edges.filter((edge) => facts.accounts.has(edge.account)).map((edge) => [edge.account, edge.value, edge.rule])),
    ),
    rule: inputOf(facts.limits.map((limit, rule) => [rule, limit])),
    decision: inputOf([...facts.decisions].reverse().map(({ one, other, is_link }) => [one, other, is_link])),
    pair: inputOf(facts.pairs),
    registry: inputOf(shuffle(registry.map((row) => [row.account, row.one_id, row.run_id, row.is_deleted, row.is_effective]))),
    limit: inputOf([[facts.largest_cluster]]),
  }
  const changes: { account: number; one_id: number; is_deleted: boolean }[] = []
  for await (const row of resolve(inputs, { as_of: '2026-01-01', is_first })) {
    const { account_key, one_id, is_deleted } = row as { account_key: string; one_id: number; is_deleted: boolean }
    changes.push({ account: Number(account_key), one_id, is_deleted })
  }
  return changes
}
