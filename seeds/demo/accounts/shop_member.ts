import { localTime, type Moment } from '../basics/calendar.ts'
import { later } from '../basics/later.ts'
import { randomOf, type Random } from '../basics/random.ts'
import type { Files } from '../files/write_files.ts'
import { contactDetailsOf, laterPhone, nameAt, phoneAt, type ContactDetails } from '../people/contact_details.ts'
import { nicknameOf } from '../people/names.ts'
import { personOf, type Account, type Person, type Settings } from '../people/person.ts'
import { acquisitionOf } from './acquisition.ts'
import { writeAccount, type FieldChange, type Written } from './account_states.ts'
import { masked, receiverName, typedPhone, virtualNumber } from './typed_values.ts'

/** An order of the person, and the person to whom it was sent as a gift. */
type Order = { at: Moment; account_id: string; gift_to: number | null }

const shape = {
  source: 'shop_member',
  columns: ['买家账号', '昵称', '收货人', '手机号', '收货手机', '会员号', '收货城市', '入会时间', '来源', '推广计划', '导购', '更新时间'],
  encoding: 'gb18030',
} as const

// Share of accounts whose parcels carry a virtual number (隐私号): the marketplace protects nearly all that bound a membership.
const protectedShare = { bound: 0.9, unbound: 0.05 }

/** Writes a member of the marketplace store: a masked phone and, for most, the phone of the last receiver once a parcel was sent. */
export function writeShopMember(
  settings: Settings,
  files: Files,
  random: Random,
  person: Person,
  details: ContactDetails,
  account: Account,
  purchases: readonly Order[],
): Written {
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
    ...acquisitionOf(settings, person, account),
  }
  const changes: FieldChange[] = []
  if (person.kind !== 'browser' || random.chance(0.95)) {
    const receiver = details.family_phone !== null && random.chance(0.3) ? details.family_phone : phoneAt(details, sent_at)
    const name = receiverName(random, nameAt(details, sent_at), gender)
    const receiver_phone = random.chance(0.96) ? (random.chance(0.9) ? receiver : typedPhone(random, receiver)) : null
    changes.push({ at: sent_at, set: { name, receiver_phone, city: random.chance(0.3) ? `${city.name}市` : city.name } })
  }
  const member = accounts.find(({ source }) => source === 'crm')
  const isBound = member !== undefined && random.chance(0.95)
  if (isBound) {
    const bound_at = later(random, Math.max(joined_at, member.joined_at), 10)
    changes.push({ at: bound_at, set: { member_no: member.account_id } })
  }
  // A later parcel names the new phone.
  const newPhone = laterPhone(details, random, sent_at)
  if (newPhone && changes[0]?.set.receiver_phone && random.chance(0.5)) {
    changes.push({ at: newPhone.at, set: { phone: masked(newPhone.number), receiver_phone: newPhone.number } })
  }
  const parcels = changes.filter(({ set }) => 'receiver_phone' in set)
  if (parcels.length > 0) changes.push(...giftParcels(settings, account, purchases, parcels))
  const protection = randomOf(settings.seed, 16 * person.index + accounts.indexOf(account), 'virtual numbers')
  if (protection.chance(isBound ? protectedShare.bound : protectedShare.unbound)) {
    for (const { set } of changes) if (typeof set.receiver_phone === 'string') set.receiver_phone = virtualNumber(protection)
  }
  return writeAccount(files, shape, localTime, { at: joined_at, fields }, changes)
}

/** After a gift, the account shows its receiver; after the next order of the buyer's own, the buyer again. */
function giftParcels(settings: Settings, account: Account, purchases: readonly Order[], own: readonly FieldChange[]): FieldChange[] {
  let isAway = false
  return purchases.flatMap(({ at, account_id, gift_to }): FieldChange[] => {
    if (account_id !== account.account_id || at <= own[0]!.at || (gift_to === null && !isAway)) return []
    isAway = gift_to !== null
    const sent_at = at + 7_200
    if (gift_to === null) return [{ at: sent_at, set: { ...own[0]!.set, ...own.findLast((parcel) => parcel.at <= at)!.set } }]
    const receiver = personOf(settings, gift_to)
    const details = contactDetailsOf(settings, receiver)
    return [{ at: sent_at, set: { name: nameAt(details, at), receiver_phone: phoneAt(details, at), city: receiver.city.name } }]
  })
}
