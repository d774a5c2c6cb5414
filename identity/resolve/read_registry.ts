import type { Input } from 'memberhouse'
import type { Registered } from './assign_ids.ts'
import { valueOf, type KeyIndex } from './key_index.ts'

type Change = { account: number; run_id: number; one_id: number; isEnded: boolean }

/**
 * Reads the ids that earlier runs assigned: rows of account_key, one_id, run_id, is_deleted, is_effective, in any order. Numbers accounts that
 * are gone after those already in `accounts`.
 */
export async function readRegistry(input: Input, accounts: KeyIndex): Promise<Registered> {
  let capacity = accounts.size()
  let registered = emptyRegistry(capacity)
  let newest = new Float64Array(capacity)
  let pendingRun = new Float64Array(capacity)
  // Nearly all accounts have a single row; only the others need sorting.
  const changes = new Map<number, Change[]>()
  const grow = () => {
    capacity = Math.max(1024, 2 * capacity)
    const wider = emptyRegistry(capacity)
    for (const name of ['publishedId', 'isEnded', 'firstRun', 'pending'] as const) wider[name].set(registered[name])
    registered = { ...wider, moves: registered.moves, largestId: registered.largestId }
    newest = widen(newest, capacity)
    pendingRun = widen(pendingRun, capacity)
  }
  await input.integers(5, (row) => {
    const account = accounts.add(row.upper[0]!, row.lower[0]!)
    if (account >= capacity) grow()
    const [one_id, run_id, isEnded] = [valueOf(row, 1), valueOf(row, 2), row.lower[3] === 1]
    registered.largestId = Math.max(registered.largestId, one_id)
    if (row.lower[4] === 0) {
      if (run_id >= pendingRun[account]! && !isEnded) [pendingRun[account], registered.pending[account]] = [run_id, one_id]
      return
    }
    const first = registered.firstRun[account]!
    if (first !== Infinity) {
      if (!changes.has(account)) {
        const known = { account, run_id: first, one_id: registered.publishedId[account]!, isEnded: registered.isEnded[account] === 1 }
        changes.set(account, [known])
      }
      changes.get(account)!.push({ account, run_id, one_id, isEnded })
    }
    registered.firstRun[account] = Math.min(first, run_id)
    if (run_id < newest[account]!) return
    newest[account] = run_id
    registered.publishedId[account] = one_id
    registered.isEnded[account] = isEnded ? 1 : 0
  })
  for (const rows of changes.values()) {
    rows.sort((one, other) => one.run_id - other.run_id)
    for (const [place, { account, run_id, one_id }] of rows.entries()) {
      const before = rows[place - 1]
      if (before && before.one_id !== one_id) registered.moves.push({ account, run_id, from: before.one_id, to: one_id })
    }
  }
  registered.moves.sort((one, other) => one.run_id - other.run_id)
  const size = accounts.size()
  const { publishedId, isEnded, firstRun, pending, moves, largestId } = registered
  return {
    ...{ publishedId: publishedId.subarray(0, size), isEnded: isEnded.subarray(0, size), firstRun: firstRun.subarray(0, size) },
    ...{ pending: pending.subarray(0, size), moves, largestId },
  }
}

const emptyRegistry = (size: number): Registered => ({
  ...{ publishedId: new Float64Array(size), isEnded: new Uint8Array(size), firstRun: new Float64Array(size).fill(Infinity) },
  ...{ pending: new Float64Array(size), moves: [], largestId: 0 },
})

function widen(narrow: Float64Array<ArrayBuffer>, size: number): Float64Array<ArrayBuffer> {
  const wide = new Float64Array(size)
  wide.set(narrow)
  return wide
}
