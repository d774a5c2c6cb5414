/** A probable pair that joined the clusters of its two records. */
export type Join = { left: number; right: number; probability: number }

/**
 * Joins clusters by probable pairs, which must come with the most probable first. A cluster takes part in one join at most, so that
 * one probable pair never leads to the next; `mayJoin` is asked before each, with the clusters' labels, and refuses what breaks a limit.
 */
export function joinProbable(
  clusterOf: ArrayLike<number>,
  pairs: Iterable<Join>,
  mayJoin: (left: number, right: number) => boolean = () => true,
): Join[] {
  const taken = new Set<number>()
  const joins: Join[] = []
  for (const pair of pairs) {
    const left = clusterOf[pair.left]!
    const right = clusterOf[pair.right]!
    if (left === right || taken.has(left) || taken.has(right) || !mayJoin(left, right)) continue
    taken.add(left).add(right)
    joins.push(pair)
  }
  return joins
}
