import { afterAll, describe, expect, test } from 'vitest'
import { cents, digits, generateExports } from '../support/demo_exports.ts'
import { expectShare } from '../support/expect_share.ts'

const persons = 4_000
const demo = generateExports(persons)
afterAll(demo.remove)

const truth = demo.truth('person')
const role = new Map(truth.map((row) => [row['person']!, row['role']!]))
const owner = new Map(demo.truth('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))
const roleOf = (account: string) => role.get(owner.get(account) ?? '') ?? 'anonymous'
const withRole = (wanted: string) => truth.filter((row) => row['role'] === wanted)

type Sale = { account: string; on: string; amount: number }
const web = (system: 'shop' | 'mall') =>
  [...demo.last(`${system}_order`, 'order_id').values()]
    .filter(({ paid_at }) => paid_at !== '')
    .map((row): Sale => {
      const account = system === 'shop' ? `marketplace:${row['buyer_id']}` : `${row['channel']}:${row['account_id']}`
      return { account, on: row['paid_at']!.slice(0, 10), amount: cents(row['paid_amount']!) }
    })
const receiptLines = [...demo.last('pos_line', 'receipt_no', 'line_no').values()]
const sales: Sale[] = [
  ...web('shop'),
  ...web('mall'),
  ...receiptLines.map((row) => ({
    account: `pos:${row['card_no']}`,
    on: row['sold_at']!.slice(0, 10),
    amount: cents(row['paid_amount']!),
  })),
]

test('members make 60 to 75 % of the sales on the marketplace, in the mall and in stores: guests, visitors and anonymous customers buy the rest', () => {
  const members = new Set(
    [...owner]
      .filter(([account, person]) => /^(marketplace|pos|crm):/.test(account) && role.get(person) !== 'guest')
      .map(([, person]) => person),
  )
  const sum = (wanted: (sale: Sale) => boolean) => sales.filter(wanted).reduce((total, { amount }) => total + amount, 0)
  const share = sum(({ account }) => members.has(owner.get(account) ?? '')) / sum(() => true)
  expect(share).toBeGreaterThan(0.6)
  expect(share).toBeLessThan(0.75)
})

test('guests buy on the marketplace and are in no member file', () => {
  const members = demo.last('shop_member', '买家账号')
  const guests = [...owner].filter(([, person]) => role.get(person) === 'guest').map(([account]) => account)
  expect(guests.length).toBeGreaterThan(0.25 * persons)
  expect(guests.length).toBeLessThan(0.5 * persons)
  expect(guests.filter((account) => !account.startsWith('marketplace:') || members.has(account.slice(12)))).toEqual([])
  const buyers = new Set(sales.map(({ account }) => account))
  expect(guests.filter((account) => !buyers.has(account))).toEqual([])
})

describe('the staff', () => {
  const staff = [...withRole('staff'), ...withRole('card_swiper')].map((row) => row['person']!)
  const cards = [...demo.last('pos_member', 'card_no').values()].filter((row) =>
    ['staff', 'card_swiper'].includes(roleOf(`pos:${row['card_no']}`)),
  )

  test('are eight of 1,000 persons, and their cards are marked as such on 85 %', () => {
    expect(staff.length).toBe((8 * persons) / 1_000)
    expectShare(cards.filter(({ name }) => name!.endsWith('（员工）')).length, cards.length, 0.85)
  })

  test('have one of 1,000 persons who shows the own card for others, 40 times or more in some month; nobody else has 40 receipts', () => {
    const receipts = new Map<string, Set<string>>()
    for (const { receipt_no, card_no, sold_at } of receiptLines.filter(({ card_no }) => card_no !== '')) {
      const month = `pos:${card_no} ${sold_at!.slice(0, 7)}`
      receipts.set(month, (receipts.get(month) ?? new Set()).add(receipt_no!))
    }
    const often = [...receipts].filter(([, numbers]) => numbers.size >= 40).map(([month]) => month.split(' ')[0]!)
    expect(often.length).toBeGreaterThanOrEqual(persons / 1_000 - 1)
    expect(often.filter((account) => roleOf(account) !== 'card_swiper')).toEqual([])
  })
})

test('resellers are two of 1,000 persons and buy twelve pieces or more of a product; nobody else does', () => {
  expect(withRole('reseller').length).toBe((2 * persons) / 1_000)
  const accountOf = new Map<string, string>()
  for (const row of demo.rows('shop_order')) accountOf.set(row['order_id']!, `marketplace:${row['buyer_id']}`)
  for (const row of demo.rows('mall_order')) accountOf.set(row['order_id']!, `${row['channel']}:${row['account_id']}`)
  const bulk = (['shop', 'mall'] as const)
    .flatMap((system) => [...demo.rows(`${system}_order_line`)])
    .filter((row) => Number(row['quantity']) >= 12)
  expect(bulk.length).toBeGreaterThan(20)
  expect(bulk.filter(({ order_id }) => roleOf(accountOf.get(order_id!)!) !== 'reseller')).toEqual([])
})

describe('parcels of the marketplace', () => {
  const members = [...demo.last('shop_member', '买家账号').values()].filter((row) => row['收货手机'] !== '')
  const isVirtual = (phone: string) => /^170\d{8}-\d{4}$/.test(phone)

  test('carry a virtual number for 90 % of the accounts that bound a membership and 5 % of the others', () => {
    const bound = members.filter((row) => row['会员号'] !== '')
    const others = members.filter((row) => row['会员号'] === '')
    expectShare(bound.filter((row) => isVirtual(row['收货手机']!)).length, bound.length, 0.9)
    expectShare(others.filter((row) => isVirtual(row['收货手机']!)).length, others.length, 0.05)
  })

  test('show the receiver of a gift until the buyer orders for themselves again', () => {
    const name = new Map(truth.map((row) => [row['person']!, row['name']!]))
    const receivers = new Map(demo.truth('gift_receiver').map((row) => [row['order_id']!, row['receiver']!]))
    const last = new Map<string, { order_id: string; at: string }>()
    for (const { order_id, buyer_id, paid_at } of demo.last('shop_order', 'order_id').values()) {
      if (paid_at! > (last.get(buyer_id!)?.at ?? '')) last.set(buyer_id!, { order_id: order_id!, at: paid_at! })
    }
    const away = members.filter((row) => receivers.has(last.get(row['买家账号']!)?.order_id ?? ''))
    expect(away.length).toBeGreaterThan(8)
    const shown = away.filter((row) => row['收货人']!.endsWith(name.get(receivers.get(last.get(row['买家账号']!)!.order_id)!)!))
    // An order before the first parcel, and one on the last night, are not shown.
    expect(shown.length / away.length).toBeGreaterThan(0.5)
    const unmasked = shown.filter((row) => !isVirtual(row['收货手机']!))
    expect(unmasked.filter((row) => digits(row['收货手机']!).endsWith(row['手机号']!.slice(-4)))).toEqual([])
  })
})
