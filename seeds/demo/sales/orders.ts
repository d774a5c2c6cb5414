import { paidFor, type Item } from './basket.ts'
import { dayOf, isoDay, localTime, zonedTime, type Moment } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import { numbersOf } from '../basics/numbers.ts'
import type { Account } from '../people/person.ts'
import type { Random } from '../basics/random.ts'
import { corrected, refundsOf, type Refund } from './refunds.ts'
import { sales } from '../files/shapes.ts'
import { isFresh } from '../catalogue/stock.ts'
import type { World } from '../catalogue/world.ts'
import type { Files, Row } from '../files/write_files.ts'

/** An order on the web. */
export type WebOrder = { order_id: string; account: Account; at: Moment; items: readonly Item[]; coupon_id: string | null }
/** What an order came to as far as the exports know, in yuan. */
export type Settled = { paid_amount: number; returned_amount: number; returned_at: Moment | null }

const hour = 3600
const day = 24 * hour
const carriers = ['顺丰', '中通', '圆通', '京东物流']
const store = { shop: 'SHOP01', mini: 'MINI01', app: 'APP01' }
// The same moments and amounts, as each of the two backends writes them.
const shop = {
  ...{ order: sales.shop_order, line: sales.shop_order_line, refund: sales.shop_refund },
  ...{ time: localTime, money: yuan, done: 'completed', never: 'closed' },
}
const mall = {
  ...{ order: sales.mall_order, line: sales.mall_order_line, refund: sales.mall_refund },
  ...{ time: zonedTime, money: (cents: number) => cents / 100, done: 'finished', never: 'cancelled' },
}
const backendOf = ({ account }: WebOrder) => (account.source === 'shop' ? shop : mall)

/** Writes orders of the web: their lines, each state that a file shows, refunds and parcels. */
export function openOrders({ settings: { until } }: World, files: Files) {
  const numbers = { shop: numbersOf('', until), mall: numbersOf('A', until), parcel: numbersOf('D', until) }
  const refundNumbers = { shop: numbersOf('R', until), mall: numbersOf('K', until) }

  function writeRefund(order: WebOrder, { item, quantity, amount, reason, at }: Refund): void {
    const { refund, money, time } = backendOf(order)
    const { source, account_id } = order.account
    const on = dayOf(at)
    if (on > until) return
    const refund_id = refundNumbers[source === 'shop' ? 'shop' : 'mall'](on)
    const who = source === 'shop' ? [account_id] : [source, account_id]
    files.write(refund, on, [refund_id, order.order_id, order.items.indexOf(item) + 1, ...who, quantity, money(amount), 'CNY', reason, time(at)])
  }

  function writeParcel(order: WebOrder, shipped_at: Moment, delivered_at: Moment, random: Random): void {
    const on = dayOf(shipped_at)
    if (on > until) return
    const of = [order.account.source === 'shop' ? 'shop' : 'mall', order.order_id, random.pick(carriers), zonedTime(shipped_at)]
    const row = [numbers.parcel(on), ...of, isoDay(dayOf(order.at) + 4)]
    files.writeStates(sales.delivery, [
      [on, [...row, null]],
      [dayOf(delivered_at), [...row, zonedTime(delivered_at)]],
    ])
  }

  return {
    /** The next number of an order of this source. */
    numberOf: (source: Account['source'], at: Moment) => numbers[source === 'shop' ? 'shop' : 'mall'](dayOf(at)),

    /** An attempt that was not paid; it was closed a day later. */
    writeUnpaid(order: WebOrder): void {
      const backend = backendOf(order)
      order.items.forEach((item, place) => files.write(backend.line, dayOf(order.at), lineRow(order, item, place)))
      const closed_at = order.at + day
      files.writeStates(backend.order, [
        [dayOf(order.at), orderRow(order, order.items, 'placed', order.at, false)],
        [dayOf(closed_at), orderRow(order, order.items, backend.never, closed_at, false)],
      ])
    },

    /** An order that was paid, with all that came of it. */
    writePaid(order: WebOrder, random: Random): Settled {
      const { at, items, account } = order
      const backend = backendOf(order)
      const isFetched = items.every(({ product }) => isFresh(product))
      const isLate = !isFetched && random.chance(0.07)
      const shipped_at = isFetched ? at : at + Math.floor(hour * (5 + 30 * random.next()))
      const delivered_at = isFetched ? at + hour : shipped_at + Math.floor(hour * (18 + 50 * random.next() + (isLate ? 50 + 80 * random.next() : 0)))
      const done_at = isFetched ? delivered_at : delivered_at + 7 * day
      if (!isFetched) writeParcel(order, shipped_at, delivered_at, random)
      const refunds = refundsOf(account.source as 'shop' | 'mini' | 'app', items, delivered_at, isLate, random)
      for (const refund of refunds) writeRefund(order, refund)

      // Corrected only where nothing was given back: refunds must not exceed what the order says in the end.
      const isCorrected = refunds.length === 0 && random.chance(0.008)
      const corrected_at = isCorrected ? done_at + Math.floor(day * (1 + 20 * random.next())) : Infinity
      const wrong = isCorrected ? random.integer(items.length) : -1
      const last = items.map((item, place) => (place === wrong ? corrected(item, random) : item))
      items.forEach((item, place) => {
        const rows: [number, Row][] = [[dayOf(at), lineRow(order, item, place)]]
        if (place === wrong) rows.push([dayOf(corrected_at), lineRow(order, last[place]!, place)])
        files.writeStates(backend.line, rows)
      })
      const states: [number, Row][] = [[dayOf(at), orderRow(order, items, 'paid', at + 500, true)]]
      if (!isFetched) states.push([dayOf(shipped_at), orderRow(order, items, 'shipped', shipped_at, true)])
      states.push([dayOf(done_at), orderRow(order, items, backend.done, done_at, true)])
      if (isCorrected) states.push([dayOf(corrected_at), orderRow(order, last, backend.done, corrected_at, true)])
      files.writeStates(backend.order, states)
      return settle(dayOf(corrected_at) <= until ? last : items, refunds.filter((refund) => dayOf(refund.at) <= until))
    },
  }
}

/** Sums up what was paid and what of it was given back. */
export const settle = (items: readonly Item[], refunds: readonly Refund[]): Settled => ({
  paid_amount: items.reduce((sum, item) => sum + paidFor(item), 0) / 100,
  returned_amount: refunds.reduce((sum, { amount }) => sum + amount, 0) / 100,
  returned_at: refunds.at(-1)?.at ?? null,
})

function lineRow(order: WebOrder, item: Item, place: number): Row {
  const { money } = backendOf(order)
  const { product, quantity, list, discount, coupon, cost } = item
  return [order.order_id, place + 1, product.product_code, quantity, money(list), money(discount), money(coupon), money(paidFor(item)), money(cost)]
}

function orderRow(order: WebOrder, items: readonly Item[], status: string, updated_at: Moment, isPaid: boolean): Row {
  const { order_id, account, at, coupon_id } = order
  const { money, time } = backendOf(order)
  let [list, discount, coupon] = [0, 0, 0]
  for (const item of items) {
    list += item.list * item.quantity
    discount += item.discount
    coupon += item.coupon
  }
  const source = account.source as 'shop' | 'mini' | 'app'
  const who = source === 'shop' ? [order_id, account.account_id] : [order_id, source, account.account_id]
  const when = [time(at), isPaid ? time(at + 20 + (at % 400)) : null, status]
  const amounts = [money(list), money(discount), money(coupon), money(list - discount - coupon)]
  return [...who, store[source], ...when, ...amounts, 'CNY', coupon_id, time(updated_at)]
}
