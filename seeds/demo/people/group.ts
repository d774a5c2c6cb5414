import { startOf, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import { randomOf } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import { accountId } from './account_id.ts'
import type { Account, Person, Settings } from './person.ts'

// Share of a guide's contacts who join the group of their store, of the other users of a mini-program who do, and of those who leave it.
const contactShare = 0.4
const otherShare = 0.04
const leavingShare = 0.35
const pickScene = weighted([
  ['invited', 60],
  ['qr_code', 28],
  ['link', 12],
])

/** A person in the WeCom group of a store; `contact`: the account of a guide's contact, null for whoever scanned the code in the store. */
export type GroupMember = { contact: Account | null; account_id: string; joined_at: Moment; left_at: Moment; scene: string }

/** How a person joins the group of their store and leaves it; null if they do not. */
export function groupOf({ seed, until }: Settings, { index, accounts }: Person): GroupMember | null {
  const random = randomOf(seed, index, 'groups')
  const contact = accounts.find(({ source }) => source === 'wecom') ?? null
  const since = contact ?? accounts.find(({ source }) => source === 'mini')
  if (since === undefined || !random.chance(contact ? contactShare : otherShare)) return null
  const joined_at = later(random, Math.max(since.joined_at, startOf(0)), 30)
  const left_at = Math.min(random.chance(leavingShare) ? later(random, joined_at, 150) : Infinity, contact?.cancelled_at ?? Infinity)
  if (joined_at >= Math.min(startOf(until + 1), left_at)) return null
  const scene = contact ? pickScene(random) : 'qr_code'
  return { contact, account_id: contact?.account_id ?? accountId(seed, 'wecom', index, 15), joined_at, left_at, scene }
}
