/** Two records by their places. */
type Pair = { left: number; right: number }

/**
 * Joins clusters by probable pairs, which must come with the most probable first. A cluster takes part in one join at most, so that
 * one probable pair never leads to the next; `mayJoin` is asked before each, with the clusters' labels, and refuses what breaks a limit.
 */
export function joinProbable<Probable extends Pair>(
  clusterOf: ArrayLike<number>,
  pairs: Iterable<Probable>,
  mayJoin: (left: number, right: number) => boolean = () => true,
): Probable[] {
  const taken = new Set<number>()
  const joins: Probable[] = []
  for (const pair of pairs) {
    const left = clusterOf[pair.left]!
    const right = clusterOf[pair.right]!
    if (left === right || taken.has(left) || taken.has(right) || !mayJoin(left, right)) continue
    taken.add(left).add(right)
    joins.push(pair)
  }
  return joins
}
