/** What the registry knows of an account, by its number; accounts that are gone come after those that are there. */
export type Registered = {
  /** Its newest published id, 0 for none. */
  home: Float64Array
  isEnded: Uint8Array
  /** The run that first published an id for it, Infinity for none. */
  firstRun: Float64Array
  /** An id that an unpublished run gave it, 0 for none. */
  pending: Float64Array
  /** All changes of a published id, oldest run first. */
  moves: { account: number; run_id: number; from: number; to: number }[]
  /** The largest id that was ever given, published or not. */
  largest: number
}

/** The first id: at sight it is neither a count nor a key. */
export const firstId = 1_000_001

/**
 * The id of each account's cluster. An id that is published stays with the part that holds the oldest account that has it; a cluster that holds
 * several takes the oldest of them. What takes none gets a new one, or again the one that an unpublished run gave its oldest account.
 * `isOlder` orders accounts that the registry took in by one run.
 */
export function assignIds(labels: Int32Array, known: Registered, isOlder: (one: number, other: number) => boolean): Float64Array {
  const isElder = (one: number, other: number) =>
    known.firstRun[one]! !== known.firstRun[other]! ? known.firstRun[one]! < known.firstRun[other]! : isOlder(one, other)
  // Who comes back finds the id with whoever has it now, however much younger.
  const isHolder = (one: number, other: number) =>
    known.isEnded[one]! !== known.isEnded[other]! ? known.isEnded[one] === 0 : isElder(one, other)
  /** The first account of each group, -1 where a group has none. */
  const firstOf = (groupOf: (account: number) => number, groups: number, isBefore: typeof isElder) => {
    const first = new Int32Array(groups).fill(-1)
    for (let account = 0; account < labels.length; account++) {
      const group = groupOf(account)
      if (group >= 0 && (first[group]! < 0 || isBefore(account, first[group]!))) first[group] = account
    }
    return first
  }

  const homes = resolveMerged(labels.length, known)
  let largest = Math.max(known.largest, firstId - 1)
  const idOf = new Float64Array(labels.length)
  const holders = firstOf((account) => homes[account]! - firstId, largest - firstId + 1, isHolder)
  for (const [place, holder] of holders.entries()) if (holder >= 0) idOf[labels[holder]!] ||= firstId + place

  const elders = firstOf((account) => (idOf[labels[account]!] === 0 ? labels[account]! : -1), labels.length, isElder).filter(
    (elder) => elder >= 0,
  )
  const free = new Set(Array.from(elders, (elder) => known.pending[elder]!).filter((id) => id !== 0))
  // What was ever published is somebody's for good, also when it was merged and nobody has it now.
  if (free.size > 0) for (const id of [...known.home, ...known.moves.map(({ from }) => from)]) free.delete(id)
  for (const elder of elders.sort((one, other) => (isElder(one, other) ? -1 : 1))) {
    const pending = known.pending[elder]!
    idOf[labels[elder]!] = free.delete(pending) ? pending : ++largest
  }
  return Float64Array.from(labels, (label) => idOf[label]!)
}

/**
 * The published id of each account that is there. An account that was gone while its id was merged into another comes back to that one:
 * an id that nobody has is followed to where its last account went.
 */
function resolveMerged(count: number, { home, isEnded, moves }: Registered): Float64Array {
  const homes = home.slice(0, count)
  if (moves.length === 0) return homes
  const living = new Set<number>()
  for (let account = 0; account < home.length; account++) if (isEnded[account] === 0) living.add(home[account]!)
  const successors = new Map<number, number>()
  for (const { from, to } of moves) if (!living.has(from)) successors.set(from, to)
  for (let account = 0; account < count; account++) {
    if (isEnded[account] === 0) continue
    const seen = new Set<number>()
    for (let next = successors.get(homes[account]!); next !== undefined && !seen.has(next); next = successors.get(next)) {
      seen.add(next)
      homes[account] = next
    }
  }
  return homes
}
