/** Two records by index. */
type Pair = { left: number; right: number }

/**
 * Joins clusters by probable pairs, which must be ordered by falling probability. Each cluster is joined at most once, so that pairs never
 * chain. `mayJoin` gets the labels of both clusters and returns false if the join would exceed a limit.
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
