/** A tie between two accounts. */
export type Tie = { one: string; other: string }

/** The shortest chain of ties from one account to another (breadth first), each tie oriented along the path; null if there is none. */
export function shortestChain<Item extends Tie>(ties: Item[], from: string, to: string): Item[] | null {
  const tiesOf = new Map<string, Item[]>()
  for (const tie of ties) {
    for (const [start, end] of [
      [tie.one, tie.other],
      [tie.other, tie.one],
    ] as const)
      tiesOf.set(start, [...(tiesOf.get(start) ?? []), { ...tie, one: start, other: end }])
  }
  const reachedBy = new Map<string, Item | null>([[from, null]])
  let frontier = [from]
  while (frontier.length > 0 && !reachedBy.has(to)) {
    const next: string[] = []
    for (const account of frontier) {
      for (const tie of tiesOf.get(account) ?? []) {
        if (reachedBy.has(tie.other)) continue
        reachedBy.set(tie.other, tie)
        next.push(tie.other)
      }
    }
    frontier = next
  }
  if (!reachedBy.has(to)) return null
  const chain: Item[] = []
  for (let tie = reachedBy.get(to); tie; tie = reachedBy.get(tie.one)) chain.unshift(tie)
  return chain
}
