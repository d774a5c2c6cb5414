/** What ties two accounts to each other. */
export type Tie = { one: string; other: string }

/** The fewest ties that lead from one account to another, each in the direction of the way; null where none do. Breadth first. */
export function shortestChain<Known extends Tie>(ties: Known[], from: string, to: string): Known[] | null {
  const tiesOf = new Map<string, Known[]>()
  for (const tie of ties) {
    for (const [start, end] of [
      [tie.one, tie.other],
      [tie.other, tie.one],
    ] as const)
      tiesOf.set(start, [...(tiesOf.get(start) ?? []), { ...tie, one: start, other: end }])
  }
  const reachedBy = new Map<string, Known | null>([[from, null]])
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
  const chain: Known[] = []
  for (let tie = reachedBy.get(to); tie; tie = reachedBy.get(tie.one)) chain.unshift(tie)
  return chain
}
