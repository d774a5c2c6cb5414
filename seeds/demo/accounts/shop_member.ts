import { localTime } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import { laterPhone, nameAt, phoneAt, type ContactDetails } from '../people/contact_details.ts'
import { nicknameOf } from '../people/names.ts'
import type { Account, Person } from '../people/person.ts'
import { writeAccount, type FieldChange } from './account_states.ts'
import { masked, receiverName, typedPhone } from './typed_values.ts'

const shape = {
  source: 'shop_member',
  columns: ['买家账号', '昵称', '收货人', '手机号', '收货手机', '会员号', '收货城市', '入会时间', '更新时间'],
  encoding: 'gb18030',
} as const

/** Writes a member of the marketplace store: a masked phone and, for most, the receiver's phone once a parcel was sent. */
export function writeShopMember(files: Files, random: Random, person: Person, details: ContactDetails, account: Account): void {
  const { joined_at, account_id } = account
  const { gender, accounts, city } = person
  const sent_at = later(random, joined_at, 10)
  const phone = phoneAt(details, joined_at)
  const isUnmasked = random.chance(0.03)
  const fields = {
    buyer_id: account_id,
    nick: random.chance(0.5) ? `tb${account_id.slice(3)}` : nicknameOf(random).replace(/[^\w\u4e00-\u9fff]/gu, ''),
    name: null,
    phone: isUnmasked ? phone : masked(phone),
    receiver_phone: null,
    member_no: null,
    city: null,
    joined_at: localTime(joined_at),
  }
  const changes: FieldChange[] = []
  if (person.kind !== 'browser' || random.chance(0.95)) {
    const receiver = details.family_phone !== null && random.chance(0.3) ? details.family_phone : phoneAt(details, sent_at)
    const name = receiverName(random, nameAt(details, sent_at), gender)
    const receiver_phone = random.chance(0.96) ? (random.chance(0.9) ? receiver : typedPhone(random, receiver)) : null
    changes.push({ at: sent_at, set: { name, receiver_phone, city: random.chance(0.3) ? `${city.name}市` : city.name } })
  }
  const member = accounts.find(({ source }) => source === 'crm')
  if (member && random.chance(0.95)) {
    const bound_at = later(random, Math.max(joined_at, member.joined_at), 10)
    changes.push({ at: bound_at, set: { member_no: member.account_id } })
  }
  // A later parcel names the new phone.
  const newPhone = laterPhone(details, random, sent_at)
  if (newPhone && changes[0]?.set.receiver_phone && random.chance(0.5)) {
    changes.push({ at: newPhone.at, set: { phone: masked(newPhone.number), receiver_phone: newPhone.number } })
  }
  writeAccount(files, shape, localTime, { at: joined_at, fields }, changes)
}
