import { afterAll, describe, expect, test } from 'vitest'
import { associationRules } from '../../statistics/affinity/association_rules.ts'
import { collectBaskets } from '../../statistics/affinity/collect_baskets.ts'
import { cents, generateExports } from '../support/demo_exports.ts'
import { expectShare } from '../support/expect_share.ts'

type Fields = Record<string, string>

const demo = generateExports(4_000)
afterAll(demo.remove)

const systems = ['shop', 'mall', 'douyin', 'jd'] as const
const webLinesOf = (system: string) => [...demo.last(`${system}_order_line`, 'order_id', 'line_no').values()]
const ordersOf = (system: string) =>
  ['douyin', 'jd'].includes(system) ? ordersOfLines(webLinesOf(system)) : [...demo.last(`${system}_order`, 'order_id').values()]
const refundsOf = (system: string) => [...demo.last(`${system}_refund`, 'refund_id').values()]
const orders = systems.flatMap(ordersOf)
const paid = orders.filter(({ paid_at }) => paid_at !== '')
const refunds = systems.flatMap(refundsOf)
const buyerOf = ({ buyer_id, account_id, open_id, pin }: Fields) => (buyer_id ?? account_id ?? open_id ?? pin)!
const receiptLines = [...demo.last('pos_line', 'receipt_no', 'line_no').values()]
const products = demo.last('product', 'product_code')
const promotions = demo.last('promotion', 'promotion_id')
const lineOf = ({ product_code }: Fields) => products.get(product_code!)!['business_line']!

/** The lines of each order and receipt; returns are receipts of their own. */
const linesOf = new Map<string, Fields[]>()
for (const line of [...systems.flatMap(webLinesOf), ...receiptLines]) {
  const document = line['order_id'] ?? line['receipt_no']!
  linesOf.set(document, [...(linesOf.get(document) ?? []), line])
}
const webLines = paid.map(({ order_id }) => linesOf.get(order_id!)!)
const sales = [...linesOf]
  .filter(([, lines]) => lines.every((line) => (line['returned_receipt_no'] ?? '') === ''))
  .map(([, lines]) => lines)
const isBeauty = (lines: Fields[]) => lines.every((line) => lineOf(line) === 'beauty')
const seconds = (local: string) => Date.parse(local.includes('T') ? local : `${local.replace(' ', 'T')}+08:00`) / 1_000

/** Douyin and JD repeat the columns of an order on its lines. */
function ordersOfLines(lines: Fields[]): Fields[] {
  const found = new Map<string, Fields>()
  for (const line of lines) {
    const paid_amount = Number(found.get(line['order_id']!)?.['paid_amount'] ?? 0) + Number(line['paid_amount'])
    found.set(line['order_id']!, { ...line, paid_amount: paid_amount.toFixed(2) })
  }
  return [...found.values()]
}

test('products of a routine are bought together: 400 rules and more of confidence 0.8 at support 0.001, with at most three that lead', () => {
  const isPaid = new Set(paid.map(({ order_id }) => order_id))
  const collected = collectBaskets()
  for (const lines of sales)
    for (const { order_id, receipt_no, product_code, paid_amount } of lines)
      if (cents(paid_amount!) > 0 && (receipt_no !== undefined || isPaid.has(order_id)))
        collected.add((order_id ?? receipt_no)!, product_code!)
  const limits = { min_support: 0.001, min_count: 5, min_confidence: 0.8, max_items: 4 }
  expect(associationRules(collected.done(), limits).rules.length).toBeGreaterThan(400)
})

describe('presales', () => {
  const presales = orders.filter(({ deposit_paid_at }) => deposit_paid_at !== '')

  test('are six in ten of the skincare orders paid in the first four days of 六一八 and 双十一', () => {
    const isFirstDays = ({ paid_at }: Fields) => /-(06-0[1-4]|10-31|11-0[1-3])/.test(paid_at!.slice(4, 10))
    const festive = paid.filter((order) => isFirstDays(order) && isBeauty(linesOf.get(order['order_id']!)!))
    const ordered = festive.filter(({ deposit_paid_at }) => deposit_paid_at !== '')
    // Some accounts were opened after the presale, and some orders are too small for a deposit.
    expect(ordered.length).toBeGreaterThan(60)
    expectShare(ordered.length, festive.length, 0.48)
  })

  test('take a deposit of at most a fifth at least a day before the final payment, and some are never paid in full', () => {
    for (const { ordered_at, deposit_paid_at, paid_at, deposit_amount, paid_amount, status } of presales) {
      expect(seconds(deposit_paid_at!) - seconds(ordered_at!)).toBeLessThan(120)
      expect(cents(deposit_amount!)).toBeGreaterThan(0)
      expect(cents(deposit_amount!)).toBeLessThanOrEqual(0.2 * cents(paid_amount!))
      if (paid_at === '') expect(['closed', 'cancelled', '已关闭', '锁定取消']).toContain(status)
      else expect(seconds(paid_at!) - seconds(deposit_paid_at!)).toBeGreaterThan(3_600)
    }
    expect(presales.filter(({ paid_at }) => paid_at === '').length).toBeGreaterThan(3)
    expect(new Set(presales.map(({ store_code }) => store_code))).toEqual(new Set(['SHOP01', 'DY01', 'JD01', 'MINI01', 'APP01']))
  })
})

test('3 % of the skincare orders in web stores are gifts, each to another person whom the truth names', () => {
  const receivers = new Map(demo.truth('gift_receiver').map((row) => [row['order_id']!, row['receiver']!]))
  const account = new Map(demo.truth('account_person').map((row) => [row['source_account_id']!, row['person']!]))
  const beauty = paid.filter(({ order_id }) => isBeauty(linesOf.get(order_id!)!))
  const gifts = paid.filter(({ is_gift }) => is_gift === 'true')
  expectShare(gifts.length, beauty.length, 0.03)
  expect(gifts.length).toBe(receivers.size)
  expect(new Set(gifts.map(({ store_code }) => store_code))).toEqual(new Set(['SHOP01', 'DY01', 'JD01', 'MINI01', 'APP01']))
  for (const gift of gifts) expect(receivers.get(gift['order_id']!)).not.toBe(account.get(buyerOf(gift)))
})

test('the whole amount without the goods is refunded for 1.5 % of the marketplace orders and 0.6 % of the others', () => {
  const share = (system: 'shop' | 'mall') => {
    const all = ordersOf(system).filter(({ paid_at }) => paid_at !== '')
    const amount = new Map<string, number>()
    for (const { order_id, quantity, refund_amount } of refundsOf(system))
      if (quantity === '0') amount.set(order_id!, (amount.get(order_id!) ?? 0) + cents(refund_amount!))
    return [all.filter(({ order_id, paid_amount }) => amount.get(order_id!) === cents(paid_amount!)).length, all.length] as const
  }
  // Orders with another return have none.
  expectShare(...share('shop'), 0.014)
  expectShare(...share('mall'), 0.006)
})

test('a piece of 1.2 % of the skincare orders is exchanged, without money, for the same product', () => {
  const exchanged = refunds.filter(({ reason }) => reason === 'exchange')
  expectShare(exchanged.length, webLines.filter(isBeauty).length, 0.0125)
  for (const { quantity, refund_amount } of exchanged) expect([quantity, cents(refund_amount!)]).toEqual(['1', 0])
  const inStores = [...linesOf.values()].filter((lines) => lines.some(({ return_reason }) => return_reason === 'exchange'))
  expect(inStores.length).toBeGreaterThan(3)
  for (const lines of inStores) {
    expect(lines.map(({ quantity, paid_amount }) => [Number(quantity), cents(paid_amount!)])).toEqual([
      [-1, 0],
      [1, 0],
    ])
    expect(lines[0]!['product_code']).toBe(lines[1]!['product_code'])
  }
})

describe('the lines of the demo retailer', () => {
  test('hold a trial size without a price, given by a promotion, in three quarters of the sales of 399 yuan of skincare', () => {
    const known = sales.filter((lines) => lines[0]!['card_no'] !== '')
    const amountOf = (lines: Fields[]) =>
      lines.filter((line) => lineOf(line) === 'beauty').reduce((sum, line) => sum + cents(line['paid_amount']!), 0)
    const isGift = ({ product_code }: Fields) => products.get(product_code!)!['category'] === 'trial_size'
    const large = known.filter((lines) => amountOf(lines) >= 39_900)
    expectShare(large.filter((lines) => lines.some(isGift)).length, large.length, 0.75)
    const gifts = known.flat().filter(isGift)
    for (const { list_price, promotion_id } of gifts)
      expect([cents(list_price!), promotions.get(promotion_id!)!['discount_type']]).toEqual([0, 'gift'])
  })

  test('are of both business lines in 15 % of the orders of persons who buy both, in each channel', () => {
    const both = new Set(demo.truth('person').flatMap(({ person, business_line }) => (business_line === 'both' ? [person!] : [])))
    const owner = new Map(demo.truth('account_person').map((row) => [row['source_account_id']!, row['person']!]))
    const accountOf = new Map(paid.map((order) => [order['order_id']!, buyerOf(order)]))
    const channelOf = new Map(paid.map(({ order_id, store_code }) => [order_id!, store_code!]))
    const own = sales.filter((lines) => both.has(owner.get(lines[0]!['card_no'] ?? accountOf.get(lines[0]!['order_id']!) ?? '') ?? ''))
    const mixed = own.filter((lines) => new Set(lines.map(lineOf)).size > 1)
    // An order with a coupon has none.
    expectShare(mixed.length, own.length, 0.14)
    expect(new Set(mixed.map((lines) => channelOf.get(lines[0]!['order_id']!))).size).toBe(6)
  })

  test('name a promotion that reduces whole orders (满减) by 20 yuan for every 200', () => {
    const reduced = new Map<string, number>()
    for (const [document, lines] of linesOf) {
      for (const { promotion_id, discount_amount } of lines) {
        if (promotions.get(promotion_id!)?.['discount_type'] !== 'threshold' || lines.some((line) => Number(line['quantity']) < 0)) continue
        reduced.set(document, (reduced.get(document) ?? 0) + cents(discount_amount!))
      }
    }
    expect(reduced.size).toBeGreaterThan(20)
    // An order that is corrected later has one piece less.
    expectShare([...reduced.values()].filter((off) => off % 2_000 === 0).length, reduced.size, 0.99)
  })
})

describe('sales guides', () => {
  const spans = [...demo.last('guide', 'guide_id', 'starts_on').values()]
  const spansOf = new Map<string, Fields[]>()
  for (const span of spans) spansOf.set(span['guide_id']!, [...(spansOf.get(span['guide_id']!) ?? []), span])
  const isThere = (guide_id: string, store_code: string, on: string) =>
    spansOf
      .get(guide_id)!
      .some((span) => span['store_code'] === store_code && span['starts_on']! <= on && (span['ends_on'] === '' || on < span['ends_on']!))

  test('work in one store at a time, four in each; some move to another store', () => {
    const now = spans.filter(({ ends_on }) => ends_on === '')
    expect(now.length).toBe(4 * 83)
    expect(new Set(now.map(({ guide_id }) => guide_id)).size).toBe(now.length)
    const moved = [...spansOf.values()].filter((of) => new Set(of.map(({ store_code }) => store_code)).size > 1)
    expect(moved.length).toBeGreaterThan(50)
    for (const of of moved)
      for (const [place, span] of of.entries()) if (place > 0) expect(span['starts_on']).toBe(of[place - 1]!['ends_on'])
  })

  test('serve at the till of the store in which they work that day', () => {
    const elsewhere = receiptLines.filter(({ guide_id, store_code, sold_at }) => !isThere(guide_id!, store_code!, sold_at!.slice(0, 10)))
    expect(elsewhere).toEqual([])
  })

  test('hand their contacts on when they leave, and share links through which 30 % of the mini-program orders of contacts come', () => {
    const guidesOf = new Map<string, string[]>()
    for (const { external_userid, guide_userid } of demo.rows('wecom_contact'))
      guidesOf.set(external_userid!, [...new Set(guidesOf.get(external_userid!)).add(guide_userid!)])
    expect([...guidesOf.values()].filter((of) => of.length > 1).length).toBeGreaterThan(0.2 * guidesOf.size)

    const owner = new Map(demo.truth('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))
    const contacts = new Map(
      [...demo.last('wecom_contact', 'external_userid').values()].map((row) => [owner.get(`wecom:${row['external_userid']}`)!, row]),
    )
    const mini = paid.filter(({ channel }) => channel === 'mini')
    const reachable = mini.filter(({ account_id, paid_at }) => {
      const contact = contacts.get(owner.get(`mini:${account_id}`)!)
      const isOpen = contact && (contact['deleted_at'] === '' || seconds(contact['deleted_at']!) > seconds(paid_at!))
      return isOpen && seconds(contact['added_at']!) <= seconds(paid_at!)
    })
    expectShare(reachable.filter(({ guide_id }) => guide_id !== '').length, reachable.length, 0.3)
    expect(mini.filter((order) => order['guide_id'] !== '' && !reachable.includes(order))).toEqual([])
  })
})
