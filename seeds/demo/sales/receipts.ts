import { dayOf, localTime, startOf, type Day, type Moment } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import { stampOf } from '../basics/numbers.ts'
import { randomOf, scramble, type Random } from '../basics/random.ts'
import type { BusinessLine } from '../catalogue/products.ts'
import type { World } from '../catalogue/world.ts'
import { saleFiles } from '../files/shapes.ts'
import type { Files } from '../files/write_files.ts'
import { stores } from '../people/cities.ts'
import { guidesOf } from '../people/guides.ts'
import { fillBasket, paidAmount, type Item } from './basket.ts'
import { totalsOf, type OrderTotals } from './purchase.ts'
import { refundsOf, type Refund } from './refunds.ts'

/** A sale in a store; anonymous without a card. */
export type Receipt = {
  receipt_no: string
  store_code: string
  card_no: string | null
  at: Moment
  items: readonly Item[]
  coupon_id: string | null
}

/** A sale that a clerk recorded on their own card. */
export type SwipedSale = OrderTotals & { order_id: string; at: Moment }

// Three receipts in ten are anonymous: 3/7 of an anonymous receipt for each receipt with a card.
const anonymousPerCard = 3 / 7
const storePositions = new Map(stores.map(({ store_code }, position) => [store_code, position]))

/** Writes the receipts of the stores: sales, returns and anonymous sales. */
export function openReceipts(world: World, files: Files) {
  const { seed, until } = world.settings
  const counts = stores.map(() => new Uint16Array(until + 1))
  const anonymous = randomOf(seed, 0, 'strangers')
  const clerks = randomOf(seed, 0, 'clerks')
  const guides = guidesOf(world.settings)

  const numberOf = (store_code: string, at: Moment) => {
    const day = Math.min(until, dayOf(at))
    return `${store_code}-${stampOf(day)}-${String(++counts[storePositions.get(store_code)!]![day]!).padStart(4, '0')}`
  }

  const clerkOf = (store_code: string, at: Moment) => clerks.pick(guides.in(store_code, dayOf(at))).guide_id

  // A till is offline on one in 150 days: its receipts of that day arrive two to five days late.
  function sentOn(store_code: string, at: Moment): number {
    const day = dayOf(at)
    const draw = scramble(scramble(seed + 31 * day) + storePositions.get(store_code)!)
    return draw % 150 === 0 ? day + 2 + ((draw >>> 8) % 4) : day
  }

  function writeSale({ receipt_no, store_code, card_no, at, items, coupon_id }: Receipt, clerk = clerkOf(store_code, at)): void {
    const [sent, time] = [sentOn(store_code, at), localTime(at)]
    items.forEach((item, position) => {
      const { product, quantity, list, discount, coupon, cost, promotion_id } = item
      const amounts = [yuan(list), yuan(discount), yuan(coupon), yuan(paidAmount(item)), yuan(cost)]
      const what = [product.product_code, quantity, ...amounts, 'CNY', coupon_id, promotion_id, null, null, null, clerk]
      files.write(saleFiles.pos_line, sent, [receipt_no, position + 1, store_code, card_no, time, ...what])
    })
  }

  /** Writes a return as negative lines, with the returned pieces' share of discount and coupon. */
  function writeReturn(receipt: Receipt, refunds: readonly Refund[]): void {
    const { receipt_no, store_code, card_no, items, coupon_id } = receipt
    const at = refunds[0]!.at
    if (dayOf(at) > until) return
    const returned_no = numberOf(store_code, at)
    const [sent, time] = [Math.max(sentOn(store_code, receipt.at), sentOn(store_code, at)), localTime(at)]
    const clerk = clerkOf(store_code, at)
    refunds.forEach((refund, position) => {
      const { item, quantity, amount, reason } = refund
      if (reason === 'exchange') return writeExchange(receipt, refund, returned_no, sent, clerk)
      const { product, list, coupon, cost, promotion_id } = item
      const share = Math.floor((coupon * quantity) / item.quantity)
      const amounts = [list, amount + share - list * quantity, -share, -amount, cost].map(yuan)
      const what = [
        product.product_code,
        -quantity,
        ...amounts,
        'CNY',
        coupon_id,
        promotion_id,
        receipt_no,
        items.indexOf(item) + 1,
        reason,
        clerk,
      ]
      files.write(saleFiles.pos_line, sent, [returned_no, position + 1, store_code, card_no, time, ...what])
    })
  }

  /** Writes an exchange: the piece that comes back and the piece that is given for it, both without money. */
  function writeExchange(
    { receipt_no, store_code, card_no, items }: Receipt,
    { item, reason, at }: Refund,
    no: string,
    sent: Day,
    clerk: string,
  ) {
    const { product, list, cost } = item
    for (const quantity of [-1, 1]) {
      const what = [product.product_code, quantity, yuan(list), yuan(quantity * list), yuan(0), yuan(0), yuan(cost), 'CNY', null, null]
      const returned = quantity < 0 ? [receipt_no, items.indexOf(item) + 1, reason] : [null, null, null]
      files.write(saleFiles.pos_line, sent, [no, quantity < 0 ? 1 : 2, store_code, card_no, localTime(at), ...what, ...returned, clerk])
    }
  }

  function writeAnonymousSale(store_code: string, business_line: BusinessLine, near: Moment): void {
    const day = dayOf(near)
    const kind = business_line === 'food' && near - startOf(day) < 10 * 3600 ? 'breakfast' : 'plain'
    const { items } = fillBasket(world, { kind, taste: null, spend_level: 1, business_line, channel: 'pos', day }, anonymous)
    if (items.length === 0) return
    const at = Math.min(startOf(day) + 23 * 3600, Math.max(startOf(day) + 6.5 * 3600, near + anonymous.integer(14_400) - 7_200))
    writeSale({ receipt_no: numberOf(store_code, at), store_code, card_no: null, at, items, coupon_id: null })
  }

  return {
    /** The next receipt number of this store. */
    numberOf,

    /** Writes the sales of a day to customers without a card for which a clerk shows their own. */
    writeSwipes(store_code: string, card_no: string, business_line: BusinessLine, day: Day, random: Random): SwipedSale[] {
      return Array.from({ length: 3 + random.integer(2) }, () => startOf(day) + 10 * 3600 + random.integer(11 * 3600)).flatMap((at) => {
        const { items } = fillBasket(world, { kind: 'plain', taste: null, spend_level: 1, business_line, channel: 'pos', day }, random)
        if (items.length === 0) return []
        const receipt_no = numberOf(store_code, at)
        writeSale({ receipt_no, store_code, card_no, at, items, coupon_id: null }, guides.in(store_code, day)[0]!.guide_id)
        return [{ order_id: receipt_no, at, ...totalsOf(items, []) }]
      })
    },

    /** Writes a sale with a card, its returns and, at times, an anonymous sale near it. */
    write(receipt: Receipt, random: Random, forms: Random): OrderTotals {
      const { store_code, at, items } = receipt
      writeSale(receipt)
      const refunds = refundsOf('pos', items, at + 86_400, false, random, forms)
      // Returns happen during opening hours.
      for (const refund of refunds) refund.at = startOf(dayOf(refund.at)) + 36_000 + (refund.at % 36_000)
      if (refunds.length > 0) writeReturn(receipt, refunds)
      if (anonymous.chance(anonymousPerCard)) writeAnonymousSale(store_code, items[0]!.product.business_line, at)
      return totalsOf(
        items,
        refunds.filter((refund) => dayOf(refund.at) <= until),
      )
    },
  }
}
