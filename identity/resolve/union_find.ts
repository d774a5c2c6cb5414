/** A forest over `capacity` elements, each a tree of its own at first. */
export const createForest = (capacity: number): Int32Array => {
  const parents = new Int32Array(capacity)
  for (let element = 0; element < capacity; element++) parents[element] = element
  return parents
}

/** The root of an element's tree. Halves the path that it walks: Tarjan and van Leeuwen 1984. */
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

/** Makes one tree of two; its root is the smaller of both, so that it does not depend on the order of joining. */
export function join(parents: Int32Array, one: number, other: number): number {
  const [root, second] = [rootOf(parents, one), rootOf(parents, other)]
  if (root < second) return (parents[second] = root)
  return (parents[root] = second)
}
