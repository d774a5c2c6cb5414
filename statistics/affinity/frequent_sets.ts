/** Baskets as lists of item numbers (`0 … names.length - 1`), each item once. */
export type Baskets = { names: readonly string[]; lists: readonly (readonly number[])[] }

/**
 * Sets of items that are together in enough baskets. Set `n` is set `parent[n]` and `item[n]`; set 0 is empty. Items are added from rare
 * to frequent. `count[n]` is the number of baskets that hold the set. `childOf` finds a set that was found before.
 */
export type FrequentSets = {
  size: number
  parent: number[]
  item: number[]
  count: number[]
  childOf: (set: number, item: number) => number
}

/** Thrown when there are more sets than memory holds. */
export class TooManySets extends Error {}

/**
 * Finds all sets of at most `maxItems` items that at least `minCount` baskets hold. One pass over the baskets that hold a set counts
 * all of its extensions together: "occurrence deliver" of Uno, Asai, Uchida and Arimura, LCM (2003), section 4. Where baskets are small,
 * this takes less time than intersecting bitsets, and only the memory of the baskets.
 */
export function frequentSets({ names, lists }: Baskets, minCount: number, maxItems: number, mostSets: number): FrequentSets {
  const { itemOf, rank } = rankItems(names.length, lists, minCount)
  const baskets = lists.map((list) => Int32Array.from(list, (item) => rank[item]!).sort())
  const sets = { size: 1, parent: [-1], item: [-1], count: [lists.length] }
  // The children of a set follow each other, from rare to frequent.
  const firstChild = [0]
  const endOfChildren = [0]
  const counts = new Int32Array(itemOf.length)
  const extensionOf: (Extension | null)[] = itemOf.map(() => null)

  const extend = ({ set, held, at }: Extension, depth: number): void => {
    const seen: number[] = []
    for (let n = 0; n < held.length; n++) {
      const basket = baskets[held[n]!]!
      for (let place = at[n]!; place < basket.length; place++) if (counts[basket[place]!]!++ === 0) seen.push(basket[place]!)
    }
    const extensions: Extension[] = []
    firstChild[set] = sets.size
    for (const next of seen.sort((one, other) => one - other)) {
      const count = counts[next]!
      counts[next] = 0
      if (count < minCount) continue
      if (sets.size > mostSets) throw new TooManySets(`More than ${mostSets.toLocaleString('en')} sets of items are frequent`)
      if (depth + 1 < maxItems) {
        extensionOf[next] = { set: sets.size, held: new Int32Array(count), at: new Int32Array(count), filled: 0 }
        extensions.push(extensionOf[next])
      }
      sets.parent.push(set)
      sets.item.push(itemOf[next]!)
      sets.count.push(count)
      sets.size++
    }
    endOfChildren[set] = sets.size
    if (extensions.length === 0) return
    for (let n = 0; n < held.length; n++) {
      const basket = baskets[held[n]!]!
      for (let place = at[n]!; place < basket.length; place++) {
        const extension = extensionOf[basket[place]!]
        if (!extension) continue
        extension.held[extension.filled] = held[n]!
        extension.at[extension.filled++] = place + 1
      }
    }
    for (const next of seen) extensionOf[next] = null
    for (const extension of extensions) extend(extension, depth + 1)
  }
  // Items that are too rare come first, with a rank of -1.
  const at = Int32Array.from(baskets, (basket) => basket.findLastIndex((item) => item < 0) + 1)
  if (maxItems > 0) extend({ set: 0, held: Int32Array.from(baskets.keys()), at, filled: baskets.length }, 0)

  const childOf = (set: number, item: number): number => {
    let [low, high] = [firstChild[set]!, endOfChildren[set]! - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (rank[sets.item[middle]!]! < rank[item]!) low = middle + 1
      else high = middle
    }
    return low
  }
  return { ...sets, childOf }
}

/** The baskets that hold a set, and the place in each behind the last item of the set. */
type Extension = { set: number; held: Int32Array; at: Int32Array; filled: number }

/** Ranks the items that enough baskets hold, from rare to frequent; -1 for the others. */
function rankItems(itemCount: number, lists: Baskets['lists'], minCount: number) {
  const counts = new Int32Array(itemCount)
  for (const list of lists) for (const item of list) counts[item]!++
  const itemOf = [...counts.keys()].filter((item) => counts[item]! >= minCount)
  itemOf.sort((one, other) => counts[one]! - counts[other]! || one - other)
  const rank = new Int32Array(itemCount).fill(-1)
  itemOf.forEach((item, place) => (rank[item] = place))
  return { itemOf, rank }
}
