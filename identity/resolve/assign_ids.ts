/** The registry by account number: present accounts come first, then the accounts that are gone. */
export type Registered = {
  /** Newest published id; 0 for none. */
  publishedId: Float64Array
  isEnded: Uint8Array
  /** Run that first published an id for the account; Infinity for none. */
  firstRun: Float64Array
  /** Id assigned by an unpublished run; 0 for none. */
  pending: Float64Array
  /** All changes of published ids, oldest run first. */
  moves: { account: number; run_id: number; from: number; to: number }[]
  /** The largest id ever assigned, published or not. */
  largestId: number
}

/** Ids start here so that they do not look like counts or keys. */
export const firstId = 1_000_001

/**
 * Assigns an id to each account's cluster. After a split, a published id stays with the part that holds the oldest of its accounts; after a
 * merge, the cluster takes its oldest id. A cluster without a published id gets a new one, or reuses the one that an unpublished run
 * assigned to its oldest account. `isOlder` orders accounts that entered the registry in the same run.
 */
export function assignIds(labels: Int32Array, known: Registered, isOlder: (one: number, other: number) => boolean): Float64Array {
  const isElder = (one: number, other: number) =>
    known.firstRun[one]! !== known.firstRun[other]! ? known.firstRun[one]! < known.firstRun[other]! : isOlder(one, other)
  // A returning account does not take the id back from the present accounts that have it, even if they are younger.
  const isHolder = (one: number, other: number) =>
    known.isEnded[one]! !== known.isEnded[other]! ? known.isEnded[one] === 0 : isElder(one, other)
  /** The first account of each group; -1 for an empty group. */
  const firstOf = (groupOf: (account: number) => number, groups: number, isBefore: typeof isElder) => {
    const first = new Int32Array(groups).fill(-1)
    for (let account = 0; account < labels.length; account++) {
      const group = groupOf(account)
      if (group >= 0 && (first[group]! < 0 || isBefore(account, first[group]!))) first[group] = account
    }
    return first
  }

  const publishedIds = resolveMerged(labels.length, known)
  let largestId = Math.max(known.largestId, firstId - 1)
  const idOf = new Float64Array(labels.length)
  const holders = firstOf((account) => publishedIds[account]! - firstId, largestId - firstId + 1, isHolder)
  for (const [place, holder] of holders.entries()) if (holder >= 0) idOf[labels[holder]!] ||= firstId + place

  const elders = firstOf((account) => (idOf[labels[account]!] === 0 ? labels[account]! : -1), labels.length, isElder).filter(
    (elder) => elder >= 0,
  )
  const free = new Set(Array.from(elders, (elder) => known.pending[elder]!).filter((id) => id !== 0))
  // An id that was ever published is never reused, even if it was merged and no account has it now.
  if (free.size > 0) for (const id of [...known.publishedId, ...known.moves.map(({ from }) => from)]) free.delete(id)
  for (const elder of elders.sort((one, other) => (isElder(one, other) ? -1 : 1))) {
    const pending = known.pending[elder]!
    idOf[labels[elder]!] = free.delete(pending) ? pending : ++largestId
  }
  return Float64Array.from(labels, (label) => idOf[label]!)
}

/**
 * The published id of each present account. If an account was gone while its id was merged, it returns to the surviving id: an id without
 * accounts is followed to where its last account went.
 */
function resolveMerged(count: number, { publishedId, isEnded, moves }: Registered): Float64Array {
  const publishedIds = publishedId.slice(0, count)
  if (moves.length === 0) return publishedIds
  const active = new Set<number>()
  for (let account = 0; account < publishedId.length; account++) if (isEnded[account] === 0) active.add(publishedId[account]!)
  const successors = new Map<number, number>()
  for (const { from, to } of moves) if (!active.has(from)) successors.set(from, to)
  for (let account = 0; account < count; account++) {
    if (isEnded[account] === 0) continue
    const seen = new Set<number>()
    for (let next = successors.get(publishedIds[account]!); next !== undefined && !seen.has(next); next = successors.get(next)) {
      seen.add(next)
      publishedIds[account] = next
    }
  }
  return publishedIds
}
