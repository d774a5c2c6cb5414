import { dayOf, startOf, zonedTime } from '../basics/calendar.ts'
import type { World } from '../catalogue/world.ts'
import type { FileShape, Row } from '../files/file_shape.ts'
import type { Files } from '../files/write_files.ts'
import { groupOf } from '../people/group.ts'
import { guidesOf } from '../people/guides.ts'
import type { Person } from '../people/person.ts'
import { mainBusinessLine } from '../sales/visits.ts'

const shape: FileShape = {
  source: 'group_member',
  columns: ['group_id', 'external_userid', 'joined_at', 'left_at', 'join_scene', 'group_name', 'store_code', 'guide_id'],
}

/** Writes the WeCom group of a store that a person joins: mostly as the contact of a guide, and some by scanning the code in the store. */
export function writeGroups({ settings }: World, files: Files, person: Person): void {
  const member = groupOf(settings, person)
  if (member === null) return
  const { account_id, joined_at, left_at, scene } = member
  const store_code = person.home_store[mainBusinessLine(person)]
  const owner = guidesOf(settings).in(store_code, dayOf(joined_at))[0]!
  const group = [scene, `${person.city.name}${store_code.slice(-3)}福利群`, store_code, owner.guide_id]
  const row = (left: string | null): Row => [`wr-${store_code}`, account_id, zonedTime(joined_at), left, ...group]
  const joined = [dayOf(joined_at), row(null)] as const
  files.writeStates(shape, left_at < startOf(settings.until + 1) ? [joined, [dayOf(left_at), row(zonedTime(left_at))]] : [joined])
}
