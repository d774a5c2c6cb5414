import { fillBasket, paidFor, type Item } from './basket.ts'
import { dayOf, localTime, startOf, type Moment } from '../basics/calendar.ts'
import { stores } from '../people/cities.ts'
import { yuan } from '../basics/money.ts'
import { stampOf } from '../basics/numbers.ts'
import { settle, type Settled } from './orders.ts'
import type { Line } from '../catalogue/products.ts'
import { randomOf, scramble, type Random } from '../basics/random.ts'
import { refundsOf, type Refund } from './refunds.ts'
import { sales } from '../files/shapes.ts'
import type { World } from '../catalogue/world.ts'
import type { Files } from '../files/write_files.ts'

/** A sale in a store; without a card, of somebody whom nobody knows. */
export type Receipt = { receipt_no: string; store_code: string; card_no: string | null; at: Moment; items: readonly Item[]; coupon_id: string | null }

// Three receipts in ten show no card: beside every one that does, 3/7 of another.
const strangersPerCard = 3 / 7
const places = new Map(stores.map(({ store_code }, place) => [store_code, place]))

/** Writes receipts of the stores, those that give back included, and those of strangers beside them. */
export function openReceipts(world: World, files: Files) {
  const { seed, until } = world.settings
  const counts = stores.map(() => new Uint16Array(until + 1))
  const strangers = randomOf(seed, 0, 'strangers')

  const numberOf = (store_code: string, at: Moment) => {
    const day = Math.min(until, dayOf(at))
    return `${store_code}-${stampOf(day)}-${String(++counts[places.get(store_code)!]![day]!).padStart(4, '0')}`
  }

  // Tills that were offline: of one in 150 days of a store all receipts come two to five days later.
  function sentOn(store_code: string, at: Moment): number {
    const day = dayOf(at)
    const draw = scramble(scramble(seed + 31 * day) + places.get(store_code)!)
    return draw % 150 === 0 ? day + 2 + ((draw >>> 8) % 4) : day
  }

  function writeSale({ receipt_no, store_code, card_no, at, items, coupon_id }: Receipt): void {
    const [sent, time] = [sentOn(store_code, at), localTime(at)]
    items.forEach((item, place) => {
      const { product, quantity, list, discount, coupon, cost } = item
      const amounts = [yuan(list), yuan(discount), yuan(coupon), yuan(paidFor(item)), yuan(cost)]
      const what = [product.product_code, quantity, ...amounts, 'CNY', coupon_id, null, null]
      files.write(sales.pos_line, sent, [receipt_no, place + 1, store_code, card_no, time, ...what])
    })
  }

  /** Negative lines, with the share of discount and coupon that the pieces had. What is given back is the negative of what they cost. */
  function writeReturn(receipt: Receipt, refunds: readonly Refund[]): void {
    const { receipt_no, store_code, card_no, items, coupon_id } = receipt
    const at = refunds[0]!.at
    if (dayOf(at) > until) return
    const returned_no = numberOf(store_code, at)
    const [sent, time] = [Math.max(sentOn(store_code, receipt.at), sentOn(store_code, at)), localTime(at)]
    refunds.forEach(({ item, quantity, amount }, place) => {
      const { product, list, coupon, cost } = item
      const share = Math.floor((coupon * quantity) / item.quantity)
      const amounts = [list, amount + share - list * quantity, -share, -amount, cost].map(yuan)
      const what = [product.product_code, -quantity, ...amounts, 'CNY', coupon_id, receipt_no, items.indexOf(item) + 1]
      files.write(sales.pos_line, sent, [returned_no, place + 1, store_code, card_no, time, ...what])
    })
  }

  function writeStranger(store_code: string, line: Line, near: Moment): void {
    const day = dayOf(near)
    const kind = line === 'food' && (near - startOf(day)) < 10 * 3600 ? 'breakfast' : 'plain'
    const items = fillBasket(world, { kind, taste: null, line, channel: 'pos', day }, strangers)
    if (!Array.isArray(items)) return
    const at = Math.min(startOf(day) + 23 * 3600, Math.max(startOf(day) + 6.5 * 3600, near + strangers.integer(14_400) - 7_200))
    writeSale({ receipt_no: numberOf(store_code, at), store_code, card_no: null, at, items, coupon_id: null })
  }

  return {
    /** The next number of a receipt of this store. */
    numberOf,

    /** A sale on a card, with what is given back of it. */
    write(receipt: Receipt, random: Random): Settled {
      const { store_code, at, items } = receipt
      writeSale(receipt)
      const refunds = refundsOf('pos', items, at + 86_400, false, random)
      // Stores are open from morning to evening.
      for (const refund of refunds) refund.at = startOf(dayOf(refund.at)) + 36_000 + (refund.at % 36_000)
      if (refunds.length > 0) writeReturn(receipt, refunds)
      if (strangers.chance(strangersPerCard)) writeStranger(store_code, items[0]!.product.business_line, at)
      return settle(items, refunds.filter((refund) => dayOf(refund.at) <= until))
    },
  }
}
