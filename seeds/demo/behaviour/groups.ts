import { dayOf, startOf, zonedTime } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import { randomOf } from '../basics/random.ts'
import { weighted } from '../basics/weighted.ts'
import type { World } from '../catalogue/world.ts'
import type { FileShape, Row } from '../files/file_shape.ts'
import type { Files } from '../files/write_files.ts'
import { accountId } from '../people/account_id.ts'
import { guidesOf } from '../people/guides.ts'
import type { Person } from '../people/person.ts'
import { mainBusinessLine } from '../sales/visits.ts'

const shape: FileShape = {
  source: 'group_member',
  columns: ['group_id', 'external_userid', 'joined_at', 'left_at', 'join_scene', 'group_name', 'store_code', 'guide_id'],
}
// Share of a guide's contacts who join the group of their store, of the other users of a mini-program who do, and of those who leave it.
const contactShare = 0.4
const otherShare = 0.04
const leavingShare = 0.35
const pickScene = weighted([
  ['invited', 60],
  ['qr_code', 28],
  ['link', 12],
])

/** Writes the WeCom group of a store that a person joins: mostly as the contact of a guide, and some by scanning the code in the store. */
export function writeGroups({ settings }: World, files: Files, person: Person): void {
  const { seed, until } = settings
  const random = randomOf(seed, person.index, 'groups')
  const contact = person.accounts.find(({ source }) => source === 'wecom')
  const since = contact ?? person.accounts.find(({ source }) => source === 'mini')
  if (since === undefined || !random.chance(contact ? contactShare : otherShare)) return
  const end = startOf(until + 1)
  const joined_at = later(random, Math.max(since.joined_at, startOf(0)), 30)
  const left_at = Math.min(random.chance(leavingShare) ? later(random, joined_at, 150) : Infinity, contact?.cancelled_at ?? Infinity)
  if (joined_at >= Math.min(end, left_at)) return
  const store_code = person.home_store[mainBusinessLine(person)]
  const owner = guidesOf(settings).in(store_code, dayOf(joined_at))[0]!
  const account_id = contact?.account_id ?? accountId(seed, 'wecom', person.index, 15)
  const group = [contact ? pickScene(random) : 'qr_code', `${person.city.name}${store_code.slice(-3)}福利群`, store_code, owner.guide_id]
  const row = (left: string | null): Row => [`wr-${store_code}`, account_id, zonedTime(joined_at), left, ...group]
  const joined = [dayOf(joined_at), row(null)] as const
  files.writeStates(shape, left_at < end ? [joined, [dayOf(left_at), row(zonedTime(left_at))]] : [joined])
}
