import { localTime } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { Random } from '../basics/random.ts'
import type { FileShape } from '../files/file_shape.ts'
import type { Files } from '../files/write_files.ts'
import { token } from '../people/account_id.ts'
import { nameAt, phoneAt, type ContactDetails } from '../people/contact_details.ts'
import { nicknameOf } from '../people/names.ts'
import type { Account, Person, Settings } from '../people/person.ts'
import { acquisitionColumns, acquisitionOf } from './acquisition.ts'
import { writeAccount, type FieldChange, type Written } from './account_states.ts'
import { masked } from './typed_values.ts'

const shapes: Record<string, FileShape> = {
  douyin: {
    source: 'douyin_member',
    columns: [
      'open_id',
      'nickname',
      'phone',
      'receiver_name',
      'receiver_phone',
      'member_no',
      'city',
      'joined_at',
      ...acquisitionColumns,
      'updated_at',
    ],
  },
  jd: {
    source: 'jd_member',
    columns: ['pin', 'phone', 'receiver_name', 'receiver_phone', 'member_no', 'city', 'joined_at', ...acquisitionColumns, 'updated_at'],
  },
}
// Share of members who bind their number of the member centre.
const boundRates: Record<string, number> = { douyin: 0.7, jd: 0.5 }

/** Writes a member of the store at Douyin, which encrypts names and phones, or at JD, which masks them. */
export function writePlatformMember(
  settings: Settings,
  files: Files,
  random: Random,
  person: Person,
  details: ContactDetails,
  account: Account,
): Written {
  const { source, account_id, joined_at } = account
  const isDouyin = source === 'douyin'
  const cipher = (mark: '$' | '#') => {
    const part = (length: number) => token(random.integer(2 ** 31), random.integer(2 ** 31), 'ciphertext', length).replaceAll('-', '/')
    return mark === '$' ? `$${part(20)}$${part(24)}$1$$` : `#${part(10)}#${part(32)}#`
  }
  const phone = phoneAt(details, joined_at)
  const fields = {
    account_id,
    ...(isDouyin && { nickname: hidden(nicknameOf(random)) }),
    phone: isDouyin ? cipher('$') : masked(phone),
    ...{ receiver_name: null, receiver_phone: null, member_no: null, city: null, joined_at: localTime(joined_at) },
    ...acquisitionOf(settings, person, account),
  }
  const changes: FieldChange[] = []
  if (person.kind !== 'browser') {
    const at = later(random, joined_at, 10)
    const name = nameAt(details, at)
    const receiver = isDouyin
      ? { receiver_name: cipher('#'), receiver_phone: cipher('$') }
      : { receiver_name: `${name[0]}**`, receiver_phone: masked(phoneAt(details, at)) }
    changes.push({ at, set: { ...receiver, city: person.city.name } })
  }
  const member = person.accounts.find((other) => other.source === 'crm')
  if (member && random.chance(boundRates[source]!)) {
    const at = later(random, Math.max(joined_at, member.joined_at), 10)
    changes.push({ at, set: { member_no: member.account_id } })
  }
  return writeAccount(files, shapes[source]!, localTime, { at: joined_at, fields }, changes)
}

const hidden = (nickname: string) => {
  const letters = [...nickname]
  return `${letters[0]}***${letters.at(-1)}`
}
