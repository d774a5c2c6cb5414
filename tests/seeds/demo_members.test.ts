import { afterAll, describe, expect, test } from 'vitest'
import { generateExports } from '../support/demo_exports.ts'

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

/** The payments of each person. */
const payments = new Map<string, { at: number; amount: number }[]>()
const pay = (account: string, written: string, amount: string | number) => {
  const who = person.get(account)
  if (who === undefined) return
  payments.set(who, [...(payments.get(who) ?? []), { at: seconds(written), amount: Number(amount) }])
}
// Levels count an order when it is placed, and a presale when it is paid in full.
const countedAt = (order: Fields) => (order['deposit_paid_at'] === '' ? order['ordered_at']! : order['paid_at']!)
for (const order of demo.last('shop_order', 'order_id').values()) {
  if (order['paid_at'] !== '') pay(`marketplace:${order['buyer_id']}`, `${countedAt(order).replace(' ', 'T')}+08:00`, order['paid_amount']!)
}
for (const order of demo.last('mall_order', 'order_id').values()) {
  if (order['paid_at'] !== '') pay(`${order['channel']}:${order['account_id']}`, countedAt(order), order['paid_amount']!)
}
for (const [source, key] of [['douyin', 'open_id'] as const, ['jd', 'pin'] as const]) {
  for (const line of demo.last(`${source}_order_line`, 'order_id', 'line_no').values()) {
    if (line['paid_at'] !== '') pay(`${source}:${line[key]}`, `${line['ordered_at']!.replace(' ', 'T')}+08:00`, line['paid_amount']!)
  }
}
for (const line of demo.last('pos_line', 'receipt_no', 'line_no').values()) {
  if (line['returned_receipt_no'] === '') pay(`pos:${line['card_no']}`, `${line['sold_at']!.replace(' ', 'T')}+08:00`, line['paid_amount']!)
}

describe('levels', () => {
  const bounds: Record<string, number> = { ordinary: 0, silver: 500, gold: 1500, diamond: 4000 }
  const levels = inOrder('member_level', 'changed_at', 'member_no')

  test('begin when the member joins, and each names the one before', () => {
    expect(levels.size).toBeGreaterThan(1_000)
    for (const changes of levels.values()) {
      expect([changes[0]!['level'], changes[0]!['reason'], changes[0]!['previous_level']]).toEqual(['ordinary', 'joined', ''])
      for (const [place, change] of changes.entries()) if (place > 0) expect(change['previous_level']).toBe(changes[place - 1]!['level'])
      for (const { reason, level, previous_level } of changes.slice(1)) {
        expect(bounds[level!]! > bounds[previous_level!]!).toBe(reason === 'spend')
      }
    }
  })

  test('require the spend of the year before, and the member centre exports the newest', () => {
    let reached = 0
    for (const [member_no, changes] of levels) {
      for (const { changed_at, level, reason } of changes) {
        if (reason !== 'spend') continue
        const at = seconds(changed_at!)
        const paid = payments.get(person.get(`crm:${member_no}`)!)!.filter((payment) => payment.at <= at && payment.at > at - 365 * day)
        expect(paid.reduce((sum, { amount }) => sum + amount, 0)).toBeGreaterThanOrEqual(bounds[level!]! - 0.005)
        reached++
      }
      const member = members.get(member_no)!
      if (member['is_deleted'] === 'false') expect(member['level']).toBe(changes.at(-1)!['level'])
    }
    expect(reached).toBeGreaterThan(100)
  })
})

test('purchases earn points once the data bind their account to the member, and none before or without', () => {
  const accountOf = new Map<string, string>()
  for (const order of demo.last('shop_order', 'order_id').values()) accountOf.set(order['order_id']!, order['buyer_id']!)
  for (const line of demo.rows('pos_line')) if (line['card_no'] !== '') accountOf.set(line['receipt_no']!, line['card_no']!)
  const boundTo = new Map<string, string>()
  for (const row of demo.last('shop_member', '买家账号').values()) boundTo.set(row['买家账号']!, row['会员号']!)
  for (const row of members.values()) if (row['card_no'] !== '') boundTo.set(row['card_no']!, row['member_no']!)
  const earned = [...demo.rows('point_entry')].filter(({ reason, order_id }) => reason === 'purchase' && accountOf.has(order_id!))
  expect(earned.length).toBeGreaterThan(300)
  expect(earned.filter(({ order_id, member_no }) => boundTo.get(accountOf.get(order_id!)!) !== member_no)).toEqual([])
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
