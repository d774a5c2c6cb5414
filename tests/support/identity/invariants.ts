import { expect } from 'vitest'
import { resolveNight, type Facts } from './resolve_night.ts'

/** The partition of accounts into members as text, without the ids. */
export const partition = (map: Map<number, number>) => {
  const members = new Map<number, number[]>()
  for (const [account, id] of map) members.set(id, [...(members.get(id) ?? []), account])
  return [...members.values()]
    .map((accounts) => accounts.sort((one, other) => one - other).join())
    .sort()
    .join(' | ')
}

/** The connected components over these ties, by a plain graph walk. */
function componentsOf(accounts: Iterable<number>, ties: [number, number][]): Map<number, number> {
  const neighbours = new Map([...accounts].map((account) => [account, [] as number[]]))
  for (const [one, other] of ties) {
    neighbours.get(one)?.push(other)
    neighbours.get(other)?.push(one)
  }
  const found = new Map<number, number>()
  for (const first of neighbours.keys()) {
    const waiting = found.has(first) ? [] : [first]
    for (let account = waiting.pop(); account !== undefined; account = waiting.pop()) {
      if (found.has(account) || !neighbours.has(account)) continue
      found.set(account, first)
      waiting.push(...neighbours.get(account)!)
    }
  }
  return found
}

/** Checks members against invariants that follow from the facts alone, without the code under test except to leave out pairs. */
export async function expectInvariants(facts: Facts, members: Map<number, number>): Promise<void> {
  const isThere = (account: number) => facts.accounts.has(account)
  const firstOf = new Map<number, number>()
  const ties = facts.edges
    .filter(({ account }) => isThere(account))
    .map(({ account, value }): [number, number] => {
      if (!firstOf.has(value)) firstOf.set(value, account)
      return [account, firstOf.get(value)!]
    })
  const links = facts.decisions.filter(({ is_link, one, other }) => is_link && isThere(one) && isThere(other))
  for (const { one, other } of links) ties.push([one, other])
  const within = (tied: [number, number][]) => tied.filter(([one, other]) => members.get(one) === members.get(other))
  // The accounts of each member are connected by values, links or pairs of their own.
  const inside = [...members.values()].flatMap((id) => {
    const own = [...members].filter(([, held]) => held === id).map(([account]) => account)
    const shared = new Map<number, number>()
    const of = facts.edges
      .filter(({ account }) => own.includes(account))
      .map(({ account, value }): [number, number] => {
        if (!shared.has(value)) shared.set(value, account)
        return [account, shared.get(value)!]
      })
    return [...of, ...within([...links.map(({ one, other }): [number, number] => [one, other]), ...facts.pairs])]
  })
  expect(partition(componentsOf(facts.accounts.keys(), inside))).toBe(partition(members))
  // Each member is joined by a pair at most once: without pairs it has at most two parts.
  const without = applied(new Map(), await resolveNight({ ...facts, pairs: [] }, [], true))
  for (const id of new Set(members.values())) {
    const parts = new Set([...members].filter(([, held]) => held === id).map(([account]) => without.get(account)))
    expect(parts.size).toBeLessThanOrEqual(2)
  }
  const unlinks = facts.decisions.filter(({ is_link, one, other }) => !is_link && isThere(one) && isThere(other))
  if (unlinks.length === 0 && facts.limits.every((limit) => limit === null))
    expect(partition(without)).toBe(partition(componentsOf(facts.accounts.keys(), ties)))
  if (links.length > 0) return
  for (const { one, other } of unlinks) expect(members.get(one)).not.toBe(members.get(other))
  for (const [rule, limit] of facts.limits.entries()) {
    for (const id of limit === null ? [] : new Set(members.values())) {
      const held = facts.edges.filter((edge) => edge.rule === rule && members.get(edge.account) === id)
      const most = Math.max(0, ...held.map(({ account }) => held.filter((edge) => edge.account === account).length))
      expect(new Set(held.map(({ value }) => value)).size).toBeLessThanOrEqual(Math.max(limit!, most))
    }
  }
}

/** Applies the changes of a night to the map. */
export const applied = (map: Map<number, number>, changes: Awaited<ReturnType<typeof resolveNight>>) => {
  const after = new Map(map)
  for (const { account, one_id, is_deleted } of changes) {
    if (is_deleted) after.delete(account)
    else after.set(account, one_id)
  }
  return after
}
