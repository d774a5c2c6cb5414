import { writeAccount, type FieldChange } from './account_states.ts'
import { localTime } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import { masked, receiverName, spelled } from './typed_values.ts'
import { nicknameOf } from '../people/names.ts'
import { laterPhone, nameAt, phoneAt, type Particulars } from '../people/particulars.ts'
import type { Account, Person } from '../people/person.ts'
import type { Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'

const shape = {
  source: 'shop_member',
  columns: ['买家账号', '昵称', '收货人', '手机号', '收货手机', '会员号', '收货城市', '入会时间', '更新时间'],
  encoding: 'gb18030',
} as const

/** Writes a member of the marketplace: a masked phone, and for most the phone of the receiver once something was sent. */
export function writeShopMember(files: Files, random: Random, person: Person, particulars: Particulars, account: Account): void {
  const { joined_at, account_id } = account
  const { gender, accounts, city } = person
  const sent_at = later(random, joined_at, 10)
  const phone = phoneAt(particulars, joined_at)
  const isPlain = random.chance(0.03)
  const fields = {
    buyer_id: account_id,
    nick: random.chance(0.5) ? `tb${account_id.slice(3)}` : nicknameOf(random).replace(/[^\w\u4e00-\u9fff]/gu, ''),
    name: null,
    phone: isPlain ? phone : masked(phone),
    receiver_phone: null,
    member_no: null,
    city: null,
    joined_at: localTime(joined_at),
  }
  const changes: FieldChange[] = []
  if (person.kind !== 'browser' || random.chance(0.95)) {
    const receiver = particulars.family_phone !== null && random.chance(0.3) ? particulars.family_phone : phoneAt(particulars, sent_at)
    const name = receiverName(random, nameAt(particulars, sent_at), gender)
    const receiver_phone = random.chance(0.96) ? (random.chance(0.9) ? receiver : spelled(random, receiver)) : null
    changes.push({ at: sent_at, set: { name, receiver_phone, city: random.chance(0.3) ? `${city.name}市` : city.name } })
  }
  const member = accounts.find(({ source }) => source === 'crm')
  if (member && random.chance(0.95)) {
    const bound_at = later(random, Math.max(joined_at, member.joined_at), 10)
    changes.push({ at: bound_at, set: { member_no: member.account_id } })
  }
  // A later parcel goes to the phone of then.
  const moved = laterPhone(particulars, random, sent_at)
  if (moved && changes[0]?.set.receiver_phone && random.chance(0.5)) {
    changes.push({ at: moved.at, set: { phone: masked(moved.number), receiver_phone: moved.number } })
  }
  writeAccount(files, shape, localTime, { at: joined_at, fields }, changes)
}
