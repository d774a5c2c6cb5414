import { zonedTime } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import { phoneAt, type ContactDetails } from '../people/contact_details.ts'
import { contactGuides } from '../people/contact_guides.ts'
import { nicknameOf } from '../people/names.ts'
import type { Account, Person, Settings } from '../people/person.ts'
import { acquisitionColumns } from './acquisition.ts'
import { writeAccount, type FieldChange } from './account_states.ts'
import { typedPhone } from './typed_values.ts'

const shape = {
  source: 'wecom_contact',
  columns: [
    'external_userid',
    'unionid',
    'guide_userid',
    'name',
    'remark_phone',
    'added_at',
    'deleted_at',
    ...acquisitionColumns,
    'updated_at',
  ],
  format: 'ndjson',
  // The contacts of the previous month arrive five days before the end, in their state on that day.
  late: { months_before: 1, days_before: 5 },
} as const

/** Writes a WeCom contact of the store's guides: a unionid for nearly all, and the phone if the guide noted it. */
export function writeWecomContact(
  settings: Settings,
  files: Files,
  random: Random,
  person: Person,
  details: ContactDetails,
  account: Account,
): void {
  const { joined_at, account_id, cancelled_at } = account
  const [first, ...later] = contactGuides(settings, person, account)
  const fields = {
    external_userid: account_id,
    unionid: random.chance(0.97) ? details.unionid : null,
    guide_userid: first!.guide_id,
    name: random.chance(0.3) ? details.name : nicknameOf(random),
    remark_phone: random.chance(0.7) ? typedPhone(random, phoneAt(details, joined_at)) : null,
    added_at: zonedTime(joined_at),
    deleted_at: null,
    ...{ acquired_by: 'guide', acquisition_campaign: null, acquisition_guide_id: first!.guide_id },
  }
  const changes: FieldChange[] = later.map(({ guide_id, from }) => ({ at: from, set: { guide_userid: guide_id } }))
  if (cancelled_at !== null) changes.push({ at: cancelled_at, set: { deleted_at: zonedTime(cancelled_at) } })
  writeAccount(files, shape, zonedTime, { at: joined_at, fields }, changes)
}
