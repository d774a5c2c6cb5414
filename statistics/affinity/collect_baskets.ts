import type { Baskets } from './frequent_sets.ts'

/** Collects baskets from pairs of a basket and an item, in any order. An item that is in a basket twice counts once. */
export function collectBaskets() {
  const items = new Map<string, number>()
  const baskets = new Map<string, number[]>()
  return {
    add(basket: string, item: string): void {
      let number = items.get(item)
      if (number === undefined) items.set(item, (number = items.size))
      const list = baskets.get(basket)
      if (list) list.push(number)
      else baskets.set(basket, [number])
    },
    /** Baskets that nothing was bought in are no baskets. */
    done: (): Baskets => ({ names: [...items.keys()], lists: Array.from(baskets.values(), (list) => [...new Set(list)]) }),
  }
}
