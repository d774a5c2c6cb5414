import { mergeOrders, type Purchases } from '../../statistics/clv/purchases.ts'
import { readCsvTable } from '../csv_table.ts'
import { formOf } from './order_dates.ts'

/** The orders of a file, merged by customer and day, and what was not used. `first` and `last` are days; null without orders. */
export type OrderFile = {
  purchases: Purchases
  first: number | null
  last: number | null
  rows: {
    read: number
    used: number
    /** A negative amount: a return. */
    returns: number
    /** After the last day that counts. */
    after_until: number
    no_customer: number
    unreadable_date: number
    unreadable_amount: number
  }
  /** The first record with each problem, with its value. */
  examples: string[]
}

/** Reads a CSV file of orders. A line that cannot be used is counted by its reason. */
export async function readOrders(
  file: string,
  columns: { customer: string; date: string; amount: string },
  until: (last: number | null) => number | null,
): Promise<OrderFile> {
  const places = new Map<string, number>()
  const customer: number[] = []
  const amounts: number[] = []
  // Many lines have the same date: its text is kept and read once.
  const dates = new Map<string, number>()
  const dated: number[] = []
  const records: number[] = []
  const rows = { read: 0, used: 0, returns: 0, after_until: 0, no_customer: 0, unreadable_date: 0, unreadable_amount: 0 }
  const examples: string[] = []
  const reject = (reason: 'no_customer' | 'unreadable_date' | 'unreadable_amount', record: number, value: string) => {
    if (rows[reason]++ === 0) examples.push(`record ${record}: ${reason.replace('_', ' ')}${value === '' ? '' : ` '${value}'`}`)
  }
  const needed = { '--customer': columns.customer, '--date': columns.date, '--amount': columns.amount }
  await readCsvTable(file, needed, ([who, date, text], record) => {
    rows.read++
    const amount = readAmount(text!)
    if (who === '') return reject('no_customer', record, '')
    if (amount === null) return reject('unreadable_amount', record, text!)
    if (!places.has(who!)) places.set(who!, places.size)
    customer.push(places.get(who!)!)
    amounts.push(amount)
    if (!dates.has(date!)) dates.set(date!, dates.size)
    dated.push(dates.get(date!)!)
    records.push(record)
  })

  const texts = [...dates.keys()]
  const dayOfText = texts.map(formOf(texts, columns.date))
  const days = dated.map((place, row) => {
    const day = dayOfText[place]!
    if (day === null) reject('unreadable_date', records[row]!, texts[place]!)
    return day
  })
  const isOrder = (row: number) => days[row] !== null && amounts[row]! >= 0
  let [first, last] = [null as number | null, null as number | null]
  for (const [row, day] of days.entries()) {
    if (!isOrder(row)) continue
    first = first === null ? day : Math.min(first, day!)
    last = last === null ? day : Math.max(last, day!)
  }
  const end = until(last)
  const used: number[] = []
  for (const [row, day] of days.entries()) {
    if (day === null) continue
    if (amounts[row]! < 0) rows.returns++
    else if (end !== null && day > end) rows.after_until++
    else used.push(row)
  }
  rows.used = used.length
  const pick = (values: readonly (number | null)[]) => Float64Array.from(used, (row) => values[row]!)
  return { purchases: mergeOrders(pick(customer), pick(days), pick(amounts), places.size), first, last, rows, examples }
}

/** Reads 1234.5, 1,234.50, 1234,5 and the same with a currency sign; null otherwise. */
export function readAmount(text: string): number | null {
  const plain = text.replace(/^([-+(]?)\s*[$€£¥￥]\s*/, '$1').replaceAll(/[\s\u00a0']/g, '')
  const negative = /^\((.*)\)$/.exec(plain)
  const digits = negative === null ? plain : `-${negative[1]}`
  const point = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)
    ? digits.replaceAll(',', '')
    : /^[-+]?\d{1,3}(\.\d{3})+,\d+$/.test(digits)
      ? digits.replaceAll('.', '').replace(',', '.')
      : digits.replace(/^([-+]?\d+),(\d+)$/, '$1.$2')
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(point) && Number.isFinite(Number(point)) ? Number(point) : null
}
