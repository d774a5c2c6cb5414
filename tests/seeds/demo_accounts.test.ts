import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { digits, generateExports } from '../support/demo_exports.ts'
import { expectShare } from '../support/expect_share.ts'

type Fields = Record<string, string>

const demo = generateExports(4_000)
afterAll(demo.remove)

const keys = {
  marketplace: ['shop_member', '买家账号'],
  mini: ['mini_member', 'openid'],
  app: ['app_member', 'app_user_id'],
  pos: ['pos_member', 'card_no'],
  crm: ['crm_member', 'member_no'],
  wecom: ['wecom_contact', 'external_userid'],
  official_account: ['official_account_follower', 'openid'],
} as const
const accounts = Object.fromEntries(
  Object.entries(keys).map(([source, [file, key]]) => [source, [...demo.last(file, key).values()]]),
) as Record<keyof typeof keys, Fields[]>
const guests = new Set(demo.truth('person').flatMap((row) => (row['role'] === 'guest' ? [row['person']!] : [])))
const truth = demo.truth('account_person').filter(({ person }) => !guests.has(person!))
const personOf = new Map(truth.map(({ source, source_account_id, person }) => [`${source}:${source_account_id}`, person!]))
// Guests have no account but that of their orders.
const persons = new Map(demo.truth('person').flatMap((row) => (row['role'] === 'guest' ? [] : [[row['person']!, row]])))
const person = (source: keyof typeof keys, row: Fields) => persons.get(personOf.get(`${source}:${row[keys[source][1]]}`)!)

const countOf = (rows: Fields[], is: (row: Fields) => boolean) => rows.filter(is).length

describe('the truth', () => {
  test('names one person for each exported account, and none for test accounts', () => {
    const exported = Object.entries(accounts).flatMap(([source, rows]) =>
      rows.map((row) => `${source}:${row[keys[source as keyof typeof keys][1]]}`),
    )
    const onPlatforms = [
      ['douyin', 'open_id'],
      ['jd', 'pin'],
    ].flatMap(([source, key]) => {
      const buyers = [...demo.rows(`${source}_order_line`)].filter(({ paid_at }) => paid_at !== '')
      return [...demo.rows(`${source}_member`), ...buyers].map((row) => `${source}:${row[key!]}`)
    })
    expect([...exported, ...new Set(onPlatforms)].sort()).toEqual([...personOf.keys()].sort())
    expect(personOf.size).toBe(truth.length)
    expect(truth.filter(({ person }) => person === '').length).toBe(10)
    expect(truth.filter(({ person }) => person !== '' && !persons.has(person!))).toEqual([])
    expect(persons.size).toBe(4_000)
  })

  test('gives a person 3 accounts on average; six in ten of the persons drop out within 550 days', () => {
    expect(truth.length / persons.size).toBeCloseTo(3, 0)
    const days = [...persons.values()].map(({ first_on, dropout_on }) => (Date.parse(dropout_on!) - Date.parse(first_on!)) / 86_400_000)
    expectShare(days.filter((lived) => lived <= 550).length, days.length, 0.62)
  })
})

describe('phones on store cards', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/demo-retailer.md'), 'utf8')
  const formats = [...page.matchAll(/^\| `([^`]*8000|１３８[^`]*)` \| ([\d.]+) % \|$/gm)].map(
    ([, written, share]) => [written!, Number(share) / 100] as const,
  )
  const shape = (phone: string) => phone.replace(/\d/g, '9').replace(/[０-９]/g, '８')
  const first = [...demo.rows('pos_member')].filter((row) => row['phone'] !== '')
  const customers = first.filter((row) => {
    const phone = digits(row['phone']!)
    return row['phone']!.includes('*') || (/^1[3-9]\d{9}$/.test(phone) && !['13800138000', '13888888888'].includes(phone))
  })

  test.each(formats)('have the format %s as often as docs/demo-retailer.md says', (written, share) => {
    expect(formats.length).toBe(9)
    const alike = customers.filter((row) => shape(row['phone']!) === shape(written))
    expectShare(alike.length, customers.length, share)
  })

  test('are 2 % junk, and in some stores 15 % the phone of the store', () => {
    expectShare(
      countOf(first, ({ phone }) => ['13800138000', '11111111111', '12345678901', '13888888888', '00000000000', '无'].includes(phone!)),
      first.length,
      0.02,
    )
    const stores = new Map([...demo.last('store', 'store_code').values()].map((store) => [store['store_code']!, store['phone']!]))
    const own = first.filter(({ phone, store_code }) => phone === stores.get(store_code!))
    const lazy = new Set(own.map(({ store_code }) => store_code))
    expect(lazy.size).toBeGreaterThan(3)
    expectShare(own.length, first.filter(({ store_code }) => lazy.has(store_code)).length, 0.15)
  })
})

test('half of the cards of a store have its tablet as device, and no other store has this tablet', () => {
  const byDevice = new Map<string, Fields[]>()
  for (const row of accounts.pos) byDevice.set(row['device_id']!, [...(byDevice.get(row['device_id']!) ?? []), row])
  const hubs = [...byDevice].filter(([device, rows]) => device !== '' && rows.length > 3).map(([, rows]) => rows)
  expect(hubs.filter((rows) => new Set(rows.map(({ store_code }) => store_code)).size > 1)).toEqual([])
  const cards = hubs.flatMap((rows) => accounts.pos.filter(({ store_code }) => store_code === rows[0]!['store_code'])).length
  expectShare(hubs.flat().length, cards, 0.5)
})

test('the marketplace masks phones, and exports receivers as the buyer typed them', () => {
  const { marketplace } = accounts
  expectShare(
    countOf(marketplace, (row) => /^1\d\d\*{4}\d{4}$/.test(row['手机号']!)),
    marketplace.length,
    0.97,
  )
  const named = marketplace.filter((row) => row['收货人'] !== '')
  expectShare(
    countOf(named, (row) => /.(先生|女士)$/.test(row['收货人']!)),
    named.length,
    0.06,
  )
  expectShare(
    countOf(named, (row) => row['收货人']!.includes(' ')),
    named.length,
    0.02,
  )
  expectShare(
    countOf(marketplace, (row) => row['收货手机'] !== ''),
    marketplace.length,
    0.94,
  )
})

test('clerks mistype names and birthdays as often as docs/demo-retailer.md says', () => {
  const cards = accounts.pos.filter((row) => person('pos', row))
  expectShare(
    countOf(cards, ({ name }) => /^..?(先生|女士)$/.test(name!)),
    cards.length,
    0.07,
  )
  const isOther = (row: Fields) => !/(先生|女士)$/.test(row['name']!) && !person('pos', row)!['name']!.endsWith(row['name']!)
  expectShare(countOf(cards, isOther), cards.length, 0.04)
  expectShare(
    countOf(cards, ({ birthday }) => birthday === ''),
    cards.length,
    0.1,
  )
  expectShare(
    countOf(cards, ({ birthday }) => birthday === '1900-01-01'),
    cards.length,
    0.04,
  )
  expectShare(
    countOf(cards, (row) => !['', '1900-01-01', person('pos', row)!['birthday']].includes(row['birthday'])),
    cards.length,
    0.03,
  )
})

test('persons share a confirmed phone only within one household, or when one person got the old number of another', () => {
  const users = new Map<string, Set<string>>()
  for (const source of ['crm', 'app', 'mini'] as const) {
    for (const row of accounts[source]) {
      const owner = person(source, row)
      if (owner && row['phone'] !== '')
        users.set(digits(row['phone']!), (users.get(digits(row['phone']!)) ?? new Set()).add(owner['person']!))
    }
  }
  const shared = [...users.values()].filter((of) => of.size > 1).map((of) => [...of].map((name) => persons.get(name)!))
  const isHousehold = (of: Fields[]) => of[0]!['household'] !== '' && new Set(of.map(({ household }) => household)).size === 1
  const reused = shared.filter((of) => !isHousehold(of))
  expect([shared.length - reused.length > 0, reused.length > 0]).toEqual([true, true])
  expect(reused.filter((of) => of.length !== 2)).toEqual([])
  expect(shared.filter((of) => of.length > 4)).toEqual([])
})

test('unionid, bound card and member number always belong to the person of the account', () => {
  const unionids = new Map<string, string>()
  for (const source of ['crm', 'app', 'mini', 'wecom', 'official_account'] as const) {
    for (const row of accounts[source].filter(({ unionid }) => unionid !== '')) {
      const owner = personOf.get(`${source}:${row[keys[source][1]]}`)!
      expect(unionids.get(row['unionid']!) ?? owner).toBe(owner)
      unionids.set(row['unionid']!, owner)
    }
  }
  const bound = [
    ...accounts.crm.filter(({ card_no }) => card_no !== '').map((row) => [`pos:${row['card_no']}`, `crm:${row['member_no']}`]),
    ...accounts.marketplace.filter((row) => row['会员号'] !== '').map((row) => [`crm:${row['会员号']}`, `marketplace:${row['买家账号']}`]),
  ] as [string, string][]
  expect(bound.length).toBeGreaterThan(1_000)
  expect(bound.filter(([one, other]) => personOf.get(one) !== personOf.get(other))).toEqual([])
})
