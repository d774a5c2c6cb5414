import { dayOf, isoDay, localTime, zonedTime, type Moment } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import { documentNumbers } from '../basics/numbers.ts'
import type { Random } from '../basics/random.ts'
import { isFresh } from '../catalogue/stock.ts'
import type { World } from '../catalogue/world.ts'
import type { Row } from '../files/file_shape.ts'
import { saleFiles } from '../files/shapes.ts'
import type { Files } from '../files/write_files.ts'
import type { Account } from '../people/person.ts'
import { paidAmount, type Item } from './basket.ts'
import type { OrderForm } from './order_forms.ts'
import { totalsOf, type OrderTotals } from './purchase.ts'
import { corrected, refundsOf, type Refund } from './refunds.ts'

/** An order of a web store. */
export type WebOrder = {
  order_id: string
  account: Account
  /** When it was placed, and paid some minutes later; of a presale, when it was paid in full. */
  at: Moment
  items: readonly Item[]
  coupon_id: string | null
  form: OrderForm
}
const hour = 3600
const day = 24 * hour
const promisedDays = 4
const carriers = ['顺丰', '中通', '圆通', '京东物流']
const store = { marketplace: 'SHOP01', mini: 'MINI01', app: 'APP01' }
// How each of the two backends writes files, times, amounts and statuses.
const marketplace = {
  ...{ order: saleFiles.shop_order, line: saleFiles.shop_order_line, refund: saleFiles.shop_refund },
  ...{ time: localTime, money: yuan, finished: 'completed', unpaid: 'closed' },
}
const mall = {
  ...{ order: saleFiles.mall_order, line: saleFiles.mall_order_line, refund: saleFiles.mall_refund },
  ...{ time: zonedTime, money: (cents: number) => cents / 100, finished: 'finished', unpaid: 'cancelled' },
}
const backendOf = ({ account }: WebOrder) => (account.source === 'marketplace' ? marketplace : mall)

/** Writes the orders of the web stores: lines, states, refunds and parcels. */
export function openOrders({ settings: { until } }: World, files: Files) {
  const numbers = { marketplace: documentNumbers('', until), mall: documentNumbers('A', until), parcel: documentNumbers('D', until) }
  const refundNumbers = { marketplace: documentNumbers('R', until), mall: documentNumbers('K', until) }

  function writeRefund(order: WebOrder, { item, quantity, amount, reason, at }: Refund): void {
    const { refund, money, time } = backendOf(order)
    const { source, account_id } = order.account
    const on = dayOf(at)
    if (on > until) return
    const refund_id = refundNumbers[source === 'marketplace' ? 'marketplace' : 'mall'](on)
    const who = source === 'marketplace' ? [account_id] : [source, account_id]
    files.write(refund, on, [
      refund_id,
      order.order_id,
      order.items.indexOf(item) + 1,
      ...who,
      quantity,
      money(amount),
      'CNY',
      reason,
      time(at),
    ])
  }

  function writeParcel(order: WebOrder, shipped_at: Moment, delivered_at: Moment, random: Random): void {
    const on = dayOf(shipped_at)
    if (on > until) return
    const of = [
      order.account.source === 'marketplace' ? 'marketplace' : 'mall',
      order.order_id,
      random.pick(carriers),
      zonedTime(shipped_at),
    ]
    const row = [numbers.parcel(on), ...of, isoDay(dayOf(order.at) + promisedDays)]
    files.writeStates(saleFiles.delivery, [
      [on, [...row, null]],
      [dayOf(delivered_at), [...row, zonedTime(delivered_at)]],
    ])
  }

  return {
    /** The next order number of this source. */
    numberOf: (source: Account['source'], at: Moment) => numbers[source === 'marketplace' ? 'marketplace' : 'mall'](dayOf(at)),

    /** Writes an order that was never paid; the backend closes it a day later. */
    writeUnpaid(order: WebOrder): void {
      const backend = backendOf(order)
      const placed_at = placedAt(order)
      order.items.forEach((item, position) => files.write(backend.line, dayOf(placed_at), lineRow(order, item, position)))
      const closed_at = order.at + day
      files.writeStates(backend.order, [
        [dayOf(placed_at), orderRow(order, order.items, 'placed', placed_at, false)],
        [dayOf(closed_at), orderRow(order, order.items, backend.unpaid, closed_at, false)],
      ])
    },

    /** Writes a paid order with its delivery, refunds and corrections. */
    writePaid(order: WebOrder, random: Random, forms: Random): OrderTotals {
      const { at, items, account, form } = order
      const backend = backendOf(order)
      if (form.gift_to !== null && dayOf(at) <= until) {
        const system = account.source === 'marketplace' ? 'marketplace' : 'mall'
        files.writeTruth('gift_receiver', ['order_system', 'order_id', 'receiver'], [system, order.order_id, form.gift_to])
      }
      const isPickedUp = items.every(({ product }) => isFresh(product))
      const isLate = !isPickedUp && random.chance(0.07)
      const shipped_at = isPickedUp ? at : at + Math.floor(hour * (5 + 30 * random.next()))
      const delivered_at = isPickedUp
        ? at + hour
        : shipped_at + Math.floor(hour * (18 + 50 * random.next() + (isLate ? 50 + 80 * random.next() : 0)))
      const done_at = isPickedUp ? delivered_at : delivered_at + 7 * day
      if (!isPickedUp) writeParcel(order, shipped_at, delivered_at, random)
      const refunds = refundsOf(account.source as 'marketplace' | 'mini' | 'app', items, delivered_at, isLate, random, forms)
      for (const refund of refunds) writeRefund(order, refund)

      // Only orders without refunds are corrected, so that refunds never exceed the final amounts of the order.
      const isCorrected = refunds.length === 0 && random.chance(0.008)
      const corrected_at = isCorrected ? done_at + Math.floor(day * (1 + 20 * random.next())) : Infinity
      const wrong = isCorrected ? random.integer(items.length) : -1
      const finalItems = items.map((item, position) => (position === wrong ? corrected(item, random) : item))
      items.forEach((item, position) => {
        const rows: [number, Row][] = [[dayOf(placedAt(order)), lineRow(order, item, position)]]
        if (position === wrong) rows.push([dayOf(corrected_at), lineRow(order, finalItems[position]!, position)])
        files.writeStates(backend.line, rows)
      })
      const states: [number, Row][] = [[dayOf(at), orderRow(order, items, 'paid', at + 500, true)]]
      if (form.presale)
        states.unshift([dayOf(form.presale.ordered_at), orderRow(order, items, 'placed', form.presale.ordered_at + 60, false)])
      if (!isPickedUp) states.push([dayOf(shipped_at), orderRow(order, items, 'shipped', shipped_at, true)])
      states.push([dayOf(done_at), orderRow(order, items, backend.finished, done_at, true)])
      if (isCorrected) states.push([dayOf(corrected_at), orderRow(order, finalItems, backend.finished, corrected_at, true)])
      files.writeStates(backend.order, states)
      const promised_on = dayOf(at) + promisedDays
      return {
        ...totalsOf(
          dayOf(corrected_at) <= until ? finalItems : items,
          refunds.filter((refund) => dayOf(refund.at) <= until),
        ),
        late_on: dayOf(delivered_at) > promised_on ? promised_on + 1 : null,
      }
    },
  }
}

const placedAt = ({ at, form }: WebOrder): Moment => form.presale?.ordered_at ?? at

function lineRow(order: WebOrder, item: Item, position: number): Row {
  const { money } = backendOf(order)
  const { product, quantity, list, discount, coupon, cost, promotion_id } = item
  return [
    order.order_id,
    position + 1,
    product.product_code,
    quantity,
    money(list),
    money(discount),
    money(coupon),
    money(paidAmount(item)),
    money(cost),
    promotion_id,
  ]
}

function orderRow(order: WebOrder, items: readonly Item[], status: string, updated_at: Moment, isPaid: boolean): Row {
  const { order_id, account, at, coupon_id, form } = order
  const { presale, gift_to, guide_id } = form
  const { money, time } = backendOf(order)
  let [list, discount, coupon] = [0, 0, 0]
  for (const item of items) {
    list += item.list * item.quantity
    discount += item.discount
    coupon += item.coupon
  }
  const source = account.source as 'marketplace' | 'mini' | 'app'
  const who = source === 'marketplace' ? [order_id, account.account_id] : [order_id, source, account.account_id]
  const when = [time(placedAt(order)), isPaid ? time(presale ? at : at + 20 + (at % 400)) : null, status]
  const amounts = [money(list), money(discount), money(coupon), money(list - discount - coupon)]
  const how = [presale && money(presale.deposit), presale && time(presale.ordered_at + 60), gift_to !== null]
  const row = [...who, store[source], ...when, ...amounts, 'CNY', coupon_id, time(updated_at), ...how]
  return source === 'marketplace' ? row : [...row, guide_id]
}
