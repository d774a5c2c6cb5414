import { dayFrom, type Day } from '../../seeds/demo/basics/calendar.ts'
import type { generateExports } from './demo_exports.ts'

export type DemoLine = { product_code: string; category: string; line: string; is_discounted: boolean }
/** An order or receipt with what is left of its amount after returns, in yuan. */
export type DemoPurchase = { day: Day; hour: number; channel: string; net: number; lines: DemoLine[] }

/** The purchases of each true person in generated exports that were not fully returned, in order of days. */
export function purchasesOf(demo: ReturnType<typeof generateExports>): Map<string, DemoPurchase[]> {
  const person = new Map(demo.truth('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))
  const products = demo.last('product', 'product_code')
  const found = new Map<string, DemoPurchase & { person: string | undefined }>()
  const open = (account: string, at: string) => {
    const local = at.replace('T', ' ')
    const when = { day: dayFrom(local.slice(0, 10)), hour: Number(local.slice(11, 13)) }
    return { ...when, channel: account.split(':')[0]!, net: 0, lines: [], person: person.get(account) }
  }
  const addLine = (document: string, line: Record<string, string>) => {
    const purchase = found.get(document)
    if (!purchase) return
    const amount = Number(line['paid_amount'])
    purchase.net += amount
    const { product_code, category, business_line } = products.get(line['product_code']!)!
    const is_discounted = Number(line['discount_amount']) + Number(line['coupon_amount']) > 0
    if (amount > 0) purchase.lines.push({ product_code: product_code!, category: category!, line: business_line!, is_discounted })
  }
  const takeBack = (refund: Record<string, string>) => {
    const purchase = found.get(refund['order_id']!)
    if (purchase) purchase.net -= Number(refund['refund_amount'])
  }
  for (const system of ['shop', 'mall']) {
    for (const order of demo.last(`${system}_order`, 'order_id').values()) {
      if (order['paid_at'] === '') continue
      const account = system === 'shop' ? `marketplace:${order['buyer_id']}` : `${order['channel']}:${order['account_id']}`
      found.set(order['order_id']!, open(account, order['paid_at']!))
    }
    for (const line of demo.last(`${system}_order_line`, 'order_id', 'line_no').values()) addLine(line['order_id']!, line)
    for (const refund of demo.last(`${system}_refund`, 'refund_id').values()) takeBack(refund)
  }
  for (const [platform, key] of [['douyin', 'open_id'] as const, ['jd', 'pin'] as const]) {
    for (const line of demo.last(`${platform}_order_line`, 'order_id', 'line_no').values()) {
      const order = line['order_id']!
      if (line['paid_at'] !== '' && !found.has(order)) found.set(order, open(`${platform}:${line[key]}`, line['paid_at']!))
      addLine(order, line)
    }
    for (const refund of demo.last(`${platform}_refund`, 'refund_id').values()) takeBack(refund)
  }
  for (const line of demo.last('pos_line', 'receipt_no', 'line_no').values()) {
    const isReturn = line['returned_receipt_no'] !== ''
    const document = isReturn ? line['returned_receipt_no']! : line['receipt_no']!
    if (!isReturn && !found.has(document)) found.set(document, open(`pos:${line['card_no']}`, line['sold_at']!))
    addLine(document, line)
  }
  const byPerson = new Map<string, DemoPurchase[]>()
  for (const { person: who, ...purchase } of found.values()) {
    if (who === undefined || who === '' || purchase.net < 0.005) continue
    byPerson.set(who, [...(byPerson.get(who) ?? []), purchase])
  }
  for (const purchases of byPerson.values()) purchases.sort((a, b) => a.day - b.day)
  return byPerson
}
