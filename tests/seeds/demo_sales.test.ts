import { afterAll, describe, expect, test } from 'vitest'
import { cents, generateExports } from '../support/demo_exports.ts'

const demo = generateExports(2_000)
afterAll(demo.remove)

const web = [
  ['shop', 'closed'],
  ['mall', 'cancelled'],
] as const
const orders = web.flatMap(([source]) => [...demo.last(`${source}_order`, 'order_id').values()])
const ownLines = web.flatMap(([source]) => [...demo.last(`${source}_order_line`, 'order_id', 'line_no').values()])
const subOrders = ['douyin', 'jd'].flatMap((source) => [...demo.last(`${source}_order_line`, 'order_id', 'line_no').values()])
const lines = [...ownLines, ...subOrders]
const refunds = [...web.map(([source]) => source), 'douyin', 'jd'].flatMap((source) => [
  ...demo.last(`${source}_refund`, 'refund_id').values(),
])
const receipts = demo.last('pos_line', 'receipt_no', 'line_no')
const products = demo.last('product', 'product_code')

describe('the money of the demo retailer', () => {
  test('adds up on each line: paid amount = list price × quantity − discount − coupon', () => {
    const broken = [...lines, ...receipts.values()].filter(
      (line) =>
        cents(line['list_price']!) * Number(line['quantity']) - cents(line['discount_amount']!) - cents(line['coupon_amount']!) !==
        cents(line['paid_amount']!),
    )
    expect(lines.length + receipts.size).toBeGreaterThan(4_000)
    expect(broken).toEqual([])
  })

  test('adds up on each order: its amounts are the sums of its lines, and every line has an order', () => {
    const amounts = ['discount_amount', 'coupon_amount', 'paid_amount'] as const
    const sums = new Map<string, number[]>()
    for (const line of ownLines) {
      const sum = sums.get(line['order_id']!) ?? [0, 0, 0]
      amounts.forEach((name, place) => (sum[place]! += cents(line[name]!)))
      sums.set(line['order_id']!, sum)
    }
    expect(sums).toEqual(new Map(orders.map((order) => [order['order_id']!, amounts.map((name) => cents(order[name]!))])))
  })

  test('is never refunded beyond the pieces and the amount of a line', () => {
    const byLine = new Map(lines.map((line) => [`${line['order_id']}:${line['line_no']}`, line]))
    const refunded = new Map<string, { amount: number; pieces: number }>()
    for (const { order_id, line_no, refund_amount, quantity } of refunds) {
      const { amount, pieces } = refunded.get(`${order_id}:${line_no}`) ?? { amount: 0, pieces: 0 }
      refunded.set(`${order_id}:${line_no}`, { amount: amount + cents(refund_amount!), pieces: pieces + Number(quantity) })
    }
    expect(refunded.size).toBeGreaterThan(50)
    for (const [line, { amount, pieces }] of refunded) {
      expect(amount).toBeLessThanOrEqual(cents(byLine.get(line)!['paid_amount']!))
      expect(pieces).toBeLessThanOrEqual(Number(byLine.get(line)!['quantity']))
    }
  })

  test('is returned in a store on a receipt with negative lines that name the original line', () => {
    const returns = [...receipts.values()].filter((line) => line['returned_receipt_no'] !== '')
    expect(returns.length).toBeGreaterThan(3)
    for (const returned of returns) {
      const sold = receipts.get(`${returned['returned_receipt_no']}:${returned['returned_line_no']}`)!
      expect([sold['product_code'], sold['card_no']]).toEqual([returned['product_code'], returned['card_no']])
      expect(-Number(returned['quantity'])).toBeGreaterThan(0)
      expect(-Number(returned['quantity'])).toBeLessThanOrEqual(Number(sold['quantity']))
      expect(-cents(returned['paid_amount']!)).toBeLessThanOrEqual(cents(sold['paid_amount']!))
      expect(cents(returned['discount_amount']!)).toBeLessThanOrEqual(0)
      expect(returned['sold_at']! > sold['sold_at']!).toBe(true)
    }
  })
})

describe('the sales of the demo retailer', () => {
  const lineOf = (product_code: string) => products.get(product_code)!['business_line']!
  const sales = new Map<string, { line: string; channel: string; on: string; amount: number; isKnown: boolean }>()
  for (const { order_id, channel, status, paid_at, paid_amount } of orders) {
    if (status === 'closed' || status === 'cancelled') continue
    sales.set(order_id!, {
      line: '',
      channel: channel ?? 'marketplace',
      on: paid_at!.slice(0, 10),
      amount: cents(paid_amount!) / 100,
      isKnown: true,
    })
  }
  for (const { order_id, product_code } of lines) if (sales.has(order_id!)) sales.get(order_id!)!.line = lineOf(product_code!)
  for (const { receipt_no, product_code, sold_at, paid_amount, card_no, returned_receipt_no } of receipts.values()) {
    if (returned_receipt_no !== '') continue
    const before = sales.get(receipt_no!)?.amount ?? 0
    const line = { line: lineOf(product_code!), channel: 'pos', on: sold_at!.slice(0, 10), isKnown: card_no !== '' }
    sales.set(receipt_no!, { ...line, amount: before + cents(paid_amount!) / 100 })
  }
  const among = (wanted: (sale: { line: string; channel: string; on: string; isKnown: boolean }) => boolean) =>
    [...sales.values()].filter(wanted)
  const mean = (found: { amount: number }[]) => found.reduce((sum, { amount }) => sum + amount, 0) / found.length

  test('have realistic amounts: 300 to 420 yuan for skincare, 12 to 25 for a breakfast in the store', () => {
    const breakfast = new Set(['soy_milk', 'bun', 'egg', 'hot_breakfast', 'sandwich', 'coffee', 'drink'])
    const beauty = mean(among(({ line }) => line === 'beauty'))
    const mornings = [...receipts.values()].filter((line) => line['sold_at']!.slice(11) < '09:30:00' && line['returned_receipt_no'] === '')
    const amounts = new Map<string, number>()
    for (const { receipt_no, paid_amount } of mornings)
      amounts.set(receipt_no!, (amounts.get(receipt_no!) ?? 0) + cents(paid_amount!) / 100)
    const morning = mean([...amounts.values()].map((amount) => ({ amount })))
    const hot = mornings.filter(({ product_code }) => breakfast.has(products.get(product_code!)!['category']!))
    expect(beauty).toBeGreaterThan(300)
    expect(beauty).toBeLessThan(420)
    expect(morning).toBeGreaterThan(12)
    expect(morning).toBeLessThan(25)
    expect(hot.length / mornings.length).toBeGreaterThan(0.9)
  })

  test('increase at the shopping festivals', () => {
    const aDay = (from: string, to: string) =>
      among(({ line, on }) => line === 'beauty' && on >= from && on < to).length / ((Date.parse(to) - Date.parse(from)) / 86_400_000)
    for (const year of ['2024', '2025']) {
      expect(aDay(`${year}-06-01`, `${year}-06-19`)).toBeGreaterThan(1.5 * aDay(`${year}-05-10`, `${year}-06-01`))
      expect(aDay(`${year}-10-31`, `${year}-11-12`)).toBeGreaterThan(1.5 * aDay(`${year}-10-01`, `${year}-10-31`))
    }
  })

  test('in the stores are anonymous three times in ten', () => {
    const stores = among(({ channel }) => channel === 'pos')
    const share = stores.filter(({ isKnown }) => !isKnown).length / stores.length
    expect(share).toBeGreaterThan(0.25)
    expect(share).toBeLessThan(0.35)
  })

  test('send an order again when it is shipped, completed or corrected', () => {
    const statesOf = new Map<string, string[]>()
    for (const { order_id, status, updated_at } of demo.rows('shop_order'))
      statesOf.set(order_id!, [...(statesOf.get(order_id!) ?? []), `${updated_at} ${status}`])
    const again = [...statesOf.values()].filter((states) => states.length > 1)
    expect(again.length).toBeGreaterThan(50)
    for (const states of again) expect(states).toEqual([...states].sort())
    const changed = new Map<string, Set<string>>()
    for (const source of ['shop', 'mall']) {
      for (const row of demo.rows(`${source}_order_line`)) {
        const line = `${row['order_id']}:${row['line_no']}`
        changed.set(line, (changed.get(line) ?? new Set()).add(row['paid_amount']!))
      }
    }
    expect([...changed.values()].filter((amounts) => amounts.size > 1).length).toBeGreaterThan(3)
  })
})
