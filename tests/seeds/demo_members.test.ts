import { afterAll, describe, expect, test } from 'vitest'
import { benefits, type Benefit } from '../../seeds/demo/loyalty/benefits.ts'
import { cents, generateExports } from '../support/demo_exports.ts'
import { expectShare } from '../support/expect_share.ts'

type Fields = Record<string, string>

const demo = generateExports(2_000)
afterAll(demo.remove)

const day = 86_400_000
const seconds = (written: string) => Date.parse(written)

/** The rows of a source, grouped by some of their columns, each group in order of time. */
function inOrder(source: string, time: string, ...by: string[]): Map<string, Fields[]> {
  const found = new Map<string, Fields[]>()
  for (const row of demo.rows(source)) {
    const key = by.map((name) => row[name]).join(':')
    found.set(key, [...(found.get(key) ?? []), row])
  }
  for (const rows of found.values()) rows.sort((a, b) => seconds(a[time]!) - seconds(b[time]!))
  return found
}

const members = demo.last('crm_member', 'member_no')
const person = new Map(demo.truth('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))

const growth = inOrder('growth_entry', 'occurred_at', 'member_no')

describe('levels', () => {
  const bounds: Record<string, number> = { ordinary: 0, silver: 500, gold: 1500, diamond: 4000 }
  const levels = inOrder('member_level', 'changed_at', 'member_no')

  test('begin when the member joins, and each names the one before', () => {
    expect(levels.size).toBeGreaterThan(1_000)
    for (const changes of levels.values()) {
      expect([changes[0]!['level'], changes[0]!['reason'], changes[0]!['previous_level']]).toEqual(['ordinary', 'joined', ''])
      for (const [place, change] of changes.entries()) if (place > 0) expect(change['previous_level']).toBe(changes[place - 1]!['level'])
      for (const { reason, level, previous_level } of changes.slice(1)) {
        expect(bounds[level!]! > bounds[previous_level!]!).toBe(reason === 'growth')
      }
    }
  })

  test('follow the growth values that have not expired, and the member centre exports the newest', () => {
    let reached = 0
    for (const [member_no, changes] of levels) {
      for (const { changed_at, level, reason } of changes) {
        if (reason === 'joined') continue
        const today = changed_at!.slice(0, 10)
        const counted = (growth.get(member_no) ?? []).filter(
          ({ occurred_at, expires_on }) => seconds(occurred_at!) <= seconds(changed_at!) && today < expires_on!,
        )
        const value = counted.reduce((sum, entry) => sum + Number(entry['growth_value']), 0)
        expect(Object.keys(bounds).findLast((name) => name === 'ordinary' || value >= bounds[name]!)).toBe(level)
        reached += Number(reason === 'growth')
      }
      const member = members.get(member_no)!
      if (member['is_deleted'] === 'false') expect(member['level']).toBe(changes.at(-1)!['level'])
    }
    expect(reached).toBeGreaterThan(100)
  })

  test('are each held by some of the members', () => {
    const held = [...members.values()].filter(({ is_deleted }) => is_deleted === 'false').map(({ level }) => level!)
    for (const level of Object.keys(bounds)) expect(held.filter((one) => one === level).length / held.length).toBeGreaterThan(0.003)
  })
})

test('purchases bring nearly all growth values, and a return takes away what expires with its purchase', () => {
  const entries = [...growth.values()].flat()
  const sum = (of: string) => entries.reduce((total, { route, growth_value }) => total + (route === of ? Number(growth_value) : 0), 0)
  const others = ['profile', 'check_in', 'store_check_in', 'review', 'share', 'activity_attended'].map(sum)
  expect(others.filter((value) => value < 200)).toEqual([])
  const share = others.reduce((a, b) => a + b) / (sum('purchase') + sum('return') + others.reduce((a, b) => a + b))
  expect([share > 0.02, share < 0.12]).toEqual([true, true])
  const bought = new Map(entries.filter(({ route }) => route === 'purchase').map((entry) => [entry['order_id']!, entry]))
  const returned = entries.filter(({ route }) => route === 'return')
  expect(returned.length).toBeGreaterThan(50)
  for (const { order_id, growth_value, expires_on } of returned) {
    expect(expires_on).toBe(bought.get(order_id!)!['expires_on'])
    expect(-Number(growth_value)).toBeLessThanOrEqual(Number(bought.get(order_id!)!['growth_value']))
  }
})

test('check-ins, reviews, shares and activities that bring growth values are events of the person', () => {
  const acts = new Set(
    [...demo.rows('event')].map(({ account_id, channel, event_type, occurred_at }) =>
      [person.get(`${channel}:${account_id}`), event_type, seconds(occurred_at!)].join(':'),
    ),
  )
  const routes = ['check_in', 'store_check_in', 'review', 'share', 'activity_attended']
  const entries = [...growth].flatMap(([member_no, rows]) =>
    rows.map((row): Fields => ({ ...row, person: person.get(`crm:${member_no}`)! })),
  )
  // An event of the last days can still be on its way.
  const earned = entries.filter(({ route, occurred_at }) => routes.includes(route!) && occurred_at! < '2026-06-25')
  expect(earned.filter((row) => !acts.has([row['person'], row['route'], seconds(row['occurred_at']!)].join(':')))).toEqual([])
})

test('purchases earn points once the data bind their account to the member, and none before or without', () => {
  const accountOf = new Map<string, string>()
  for (const [source, account] of [
    ['shop_order', 'buyer_id'],
    ['douyin_order_line', 'open_id'],
    ['jd_order_line', 'pin'],
    ['mall_order', 'account_id'],
  ] as const) {
    for (const order of demo.rows(source)) accountOf.set(order['order_id']!, `${source.split('_')[0]}:${order[account]}`)
  }
  for (const line of demo.rows('pos_line')) if (line['card_no'] !== '') accountOf.set(line['receipt_no']!, `pos:${line['card_no']}`)

  // What ties accounts: the number of the member or of the card; in mini-program and app, the unionid or the phone.
  const ties = new Map<string, Set<string>>()
  const tie = (account: string, ...values: string[]) =>
    ties.set(account, new Set([...(ties.get(account) ?? []), ...values.filter((value) => value !== '')]))
  for (const row of demo.rows('shop_member')) tie(`shop:${row['买家账号']}`, row['会员号']!)
  for (const row of demo.rows('douyin_member')) tie(`douyin:${row['open_id']}`, row['member_no']!)
  for (const row of demo.rows('jd_member')) tie(`jd:${row['pin']}`, row['member_no']!)
  for (const row of demo.rows('mini_member')) tie(`mall:${row['openid']}`, row['unionid']!, row['phone']!)
  for (const row of demo.rows('app_member')) tie(`mall:${row['app_user_id']}`, row['unionid']!, row['phone']!)
  for (const row of demo.rows('pos_member')) tie(`pos:${row['card_no']}`, row['card_no']!)
  for (const row of demo.rows('crm_member'))
    tie(`crm:${row['member_no']}`, row['member_no']!, row['card_no']!, row['unionid']!, row['phone']!)

  const earned = [...demo.rows('point_entry')].filter(({ reason }) => reason === 'purchase')
  const channels = new Set(earned.map(({ order_id }) => accountOf.get(order_id!)!.split(':')[0]))
  expect([earned.length > 300, [...channels].sort()]).toEqual([true, ['douyin', 'jd', 'mall', 'pos', 'shop']])
  const isBound = ({ order_id, member_no }: Fields) => {
    const ofMember = ties.get(`crm:${member_no}`)!
    return [...(ties.get(accountOf.get(order_id!)!) ?? [])].some((value) => ofMember.has(value))
  }
  expect(earned.filter((entry) => !isBound(entry))).toEqual([])
})

test('who can scans the code of a store before a quarter of the purchases there', () => {
  const scans = new Map<string, number[]>()
  for (const { event_type, channel, account_id, occurred_at, store_code } of demo.rows('event')) {
    if (event_type !== 'store_check_in') continue
    const key = `${person.get(`${channel}:${account_id}`)}:${store_code}`
    scans.set(key, [...(scans.get(key) ?? []), seconds(occurred_at!)])
  }
  const accounts = [
    ...[...demo.last('mini_member', 'openid').values()].map((row): Fields => ({ ...row, key: `mini:${row['openid']}`, cancelled_at: '' })),
    ...[...demo.last('app_member', 'app_user_id').values()].map((row): Fields => ({ ...row, key: `app:${row['app_user_id']}` })),
  ]
  const byPerson = new Map<string, Fields[]>()
  for (const row of accounts) byPerson.set(person.get(row['key']!)!, [...(byPerson.get(person.get(row['key']!)!) ?? []), row])
  const swipers = new Set(demo.truth('person').flatMap((row) => (row['role'] === 'card_swiper' ? [row['person']!] : [])))
  const lines = [...demo.last('pos_line', 'receipt_no', 'line_no').values()]
  const notSales = new Set(lines.flatMap(({ receipt_no, quantity }) => (Number(quantity) < 0 ? [receipt_no!] : [])))
  const bought = lines.flatMap(({ receipt_no, line_no, card_no, sold_at, store_code }) => {
    const who = person.get(`pos:${card_no}`)
    const at = seconds(`${sold_at!.replace(' ', 'T')}+08:00`)
    const isOpen = ({ registered_at, cancelled_at }: Fields) =>
      seconds(registered_at!) < at - 1_400_000 && (cancelled_at === '' || seconds(cancelled_at!) > at)
    const counts = line_no === '1' && who && !swipers.has(who) && !notSales.has(receipt_no!) && byPerson.get(who)?.some(isOpen)
    return counts ? [{ key: `${who}:${store_code}`, at }] : []
  })
  const scanned = bought.filter(({ key, at }) => scans.get(key)?.some((scan) => scan < at && scan > at - 1_400_000))
  expectShare(scanned.length, bought.length, 0.25)
  expect([...scans.values()].flat().length).toBeGreaterThan(1.3 * scanned.length)
})

test('promotions double the points of lines that nothing else discounts, and a return takes them back', () => {
  const isDouble = new Set(
    [...demo.last('promotion', 'promotion_id').values()].flatMap(({ promotion_id, discount_type }) =>
      discount_type === 'points' ? promotion_id! : [],
    ),
  )
  const receipts = new Map<string, number>()
  for (const { receipt_no, promotion_id, paid_amount, discount_amount } of demo.last('pos_line', 'receipt_no', 'line_no').values()) {
    if (!isDouble.has(promotion_id!) || Number(paid_amount) < 0) continue
    expect(discount_amount).toBe('0.00')
    receipts.set(receipt_no!, (receipts.get(receipt_no!) ?? 0) + cents(paid_amount!))
  }
  const ofOrders = new Map<string, Map<string, number>>()
  for (const { order_id, reason, points } of demo.rows('point_entry')) {
    if (!['purchase', 'promotion', 'return'].includes(reason!)) continue
    ofOrders.set(order_id!, (ofOrders.get(order_id!) ?? new Map<string, number>()).set(reason!, Number(points)))
  }
  const promoted = [...ofOrders].filter(([, entries]) => entries.has('promotion'))
  const inStores = promoted.filter(([order_id]) => receipts.has(order_id))
  expect([promoted.length > 100, inStores.length > 50], `${promoted.length} ${inStores.length}`).toEqual([true, true])
  for (const [order_id, entries] of inStores) expect(entries.get('promotion')).toBe(Math.floor(receipts.get(order_id)! / 100))
  for (const [, entries] of promoted)
    expect(-(entries.get('return') ?? 0)).toBeLessThanOrEqual(entries.get('purchase')! + entries.get('promotion')!)
})

test('no points balance is negative, and no points are left thirteen months after their month of issue', () => {
  const entries = inOrder('point_entry', 'occurred_at', 'member_no')
  let [expired, redeemed] = [0, 0]
  for (const rows of entries.values()) {
    rows.sort((a, b) => (a['entry_id']! < b['entry_id']! ? -1 : 1))
    const [issued, spent] = [[] as { at: number; points: number }[], { points: 0 }]
    for (const { occurred_at, type, points } of rows) {
      const at = seconds(occurred_at!)
      if (type === 'issue') issued.push({ at, points: Number(points) })
      else spent.points -= Number(points)
      expect(issued.reduce((sum, entry) => sum + entry.points, 0)).toBeGreaterThanOrEqual(spent.points)
      const old = issued.filter((entry) => entry.at < at - 397 * day).reduce((sum, entry) => sum + entry.points, 0)
      expect(spent.points).toBeGreaterThanOrEqual(old)
      expired += Number(type === 'expire')
      redeemed += Number(type === 'redeem')
    }
  }
  expect([expired > 300, redeemed > 100]).toEqual([true, true])
})

test('consents are granted before they are withdrawn, and end with the account', () => {
  const consents = inOrder('consent', 'changed_at', 'source', 'source_account_id', 'channel')
  for (const rows of consents.values()) {
    const granted = rows.map(({ is_granted }) => is_granted === 'true')
    // Nothing is withdrawn twice; a new phone needs a grant of its own.
    expect([granted[0], granted.some((isGranted, place) => place > 0 && !isGranted && !granted[place - 1])]).toEqual([true, false])
  }
  const cancelled = [...members.values()].filter(({ cancelled_at }) => cancelled_at !== '')
  const open = cancelled.filter(({ member_no }) => consents.get(`crm:${member_no}:sms`)?.at(-1)!['is_granted'] === 'true')
  expect([cancelled.length > 10, open]).toEqual([true, []])
})

test('terms of a paid membership follow each other, and their benefits are granted within them', () => {
  const terms = demo.last('paid_membership', 'membership_id')
  for (const rows of inOrder('paid_membership', 'bought_at', 'member_no').values()) {
    const own = rows.filter(({ refunded_at }) => refunded_at === '')
    for (const [place, term] of own.entries()) {
      if (term['is_renewal'] === 'true') expect(term['starts_on']).toBe(own[place - 1]!['ends_on'])
    }
  }
  const grants = [...demo.last('benefit_grant', 'grant_id').values()]
  const ofTerms = grants.filter(({ membership_id }) => membership_id !== '')
  expect([terms.size > 50, ofTerms.length > 300]).toEqual([true, true])
  for (const { membership_id, granted_at, used_at } of ofTerms) {
    const { starts_on, ends_on } = terms.get(membership_id!)!
    expect([
      granted_at!.slice(0, 10) >= starts_on!,
      granted_at!.slice(0, 10) < ends_on!,
      used_at === '' || used_at! >= granted_at!,
    ]).toEqual([true, true, true])
  }
})

describe('benefits', () => {
  const grants = [...demo.last('benefit_grant', 'grant_id').values()]
  const levels = inOrder('member_level', 'changed_at', 'member_no')
  const preferred = new Map(demo.truth('benefit_preference').map((row) => [row['person']!, row['preferred']!]))
  const appealOf = ({ benefit }: Fields) => benefits[benefit as Benefit].appeal
  const prefers = (grant: Fields) => preferred.get(person.get(`crm:${grant['member_no']}`)!) === appealOf(grant)

  test('of each kind are granted, those of a level to members who have it', () => {
    for (const benefit of Object.keys(benefits))
      expect(grants.filter((grant) => grant['benefit'] === benefit).length, benefit).toBeGreaterThan(4)
    for (const { benefit, reason, member_no, granted_at } of grants) {
      if (reason !== 'level' && reason !== 'birthday') continue
      const level = levels.get(member_no!)!.findLast(({ changed_at }) => seconds(changed_at!) <= seconds(granted_at!))!['level']!
      const allowed =
        { birthday_gift: 'silver gold diamond', black_card: 'diamond', level_gift: 'silver gold diamond' }[benefit!] ?? 'gold diamond'
      expect(allowed.split(' '), benefit).toContain(level)
    }
  })

  test('are used twice as often by those who prefer what they offer, and these are not most of the uses', () => {
    // Whether an arm's benefit is used depends on an order too.
    const free = grants.filter(({ reason }) => reason !== 'campaign')
    const used = free.filter(({ used_at }) => used_at !== '')
    const rates = [true, false].map(
      (is) => used.filter((grant) => prefers(grant) === is).length / free.filter((grant) => prefers(grant) === is).length,
    )
    expect([rates[0]! > 0.4, rates[0]! / rates[1]! > 1.5, rates[0]! / rates[1]! < 2.7], rates.join()).toEqual([true, true, true])
    expect(used.filter(prefers).length / used.length).toBeLessThan(0.6)
  })

  test('of an arm are granted to its members, and to nobody else', () => {
    const arms = new Map([...demo.last('campaign_arm', 'campaign_id', 'arm')].map(([key, row]) => [key, row['benefit']!]))
    const expected = [...demo.rows('campaign_assignment')].flatMap(({ campaign_id, arm, member_no }) => {
      const benefit = arms.get(`${campaign_id}:${arm}`)!
      return benefit === '' ? [] : [`${campaign_id}:${member_no}:${benefit}`]
    })
    const found = grants.filter(({ reason }) => reason === 'campaign')
    expect(expected.length).toBeGreaterThan(100)
    expect(found.map(({ campaign_id, member_no, benefit }) => `${campaign_id}:${member_no}:${benefit}`).sort()).toEqual(expected.sort())
    const share = found.filter(({ used_at }) => used_at !== '').length / found.length
    expect([share > 0.02, share < 0.3], String(share)).toEqual([true, true])
  })
})
