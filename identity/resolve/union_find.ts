/** A forest of `capacity` elements, each in a tree of its own. */
export const createForest = (capacity: number): Int32Array => {
  const parents = new Int32Array(capacity)
  for (let element = 0; element < capacity; element++) parents[element] = element
  return parents
}

/** The root of an element's tree, with path halving (Tarjan and van Leeuwen 1984). */
export function rootOf(parents: Int32Array, element: number): number {
  let parent = parents[element]!
  while (parent !== element) {
    const next = parents[parent]!
    parents[element] = next
    element = next
    parent = parents[element]!
  }
  return element
}

/** Joins two trees; the smaller root wins, so that the result does not depend on the order of joins. */
export function join(parents: Int32Array, one: number, other: number): number {
  const [root, second] = [rootOf(parents, one), rootOf(parents, other)]
  if (root < second) return (parents[second] = root)
  return (parents[root] = second)
}
