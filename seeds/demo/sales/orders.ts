import { dayOf, isoDay, zonedTime, type Moment } from '../basics/calendar.ts'
import { documentNumbers } from '../basics/numbers.ts'
import type { Random } from '../basics/random.ts'
import { isFresh } from '../catalogue/stock.ts'
import type { Channel, World } from '../catalogue/world.ts'
import { saleFiles } from '../files/shapes.ts'
import type { Files } from '../files/write_files.ts'
import type { Account } from '../people/person.ts'
import { totalsOf, type OrderTotals } from './purchase.ts'
import { corrected, refundsOf, type Refund } from './refunds.ts'
import {
  accountFields,
  formatOf,
  lineRow,
  orderRow,
  orderSystemOf,
  placedAt,
  type OrderState,
  type OrderSystem,
  type WebOrder,
} from './web_systems.ts'

const hour = 3600
const day = 24 * hour
const promisedDays = 4
const carriers = ['顺丰', '中通', '圆通', '京东物流']
const systems: readonly OrderSystem[] = ['marketplace', 'douyin', 'jd', 'mall']

/** Writes the orders of the web stores: lines, states, refunds and parcels. */
export function openOrders({ settings: { until } }: World, files: Files) {
  const numbersOf = (part: 'order' | 'refund') =>
    Object.fromEntries(systems.map((system) => [system, documentNumbers(formatOf(system).prefix[part], until)])) as Record<
      OrderSystem,
      ReturnType<typeof documentNumbers>
    >
  const [numbers, refundNumbers, parcelNumber] = [numbersOf('order'), numbersOf('refund'), documentNumbers('D', until)]

  /** Writes the states of an order: its own file has each, that of its lines those in which the line changed. */
  function writeOrder(order: WebOrder, states: readonly OrderState[]): void {
    const format = formatOf(orderSystemOf(order.account.source))
    order.items.forEach((_, position) => {
      const changed = format.order ? states.filter(({ items }, n) => n === 0 || items[position] !== states[n - 1]!.items[position]) : states
      files.writeStates(
        format.line,
        changed.map((state) => [state.on, lineRow(order, state, position)]),
      )
    })
    if (format.order)
      files.writeStates(
        format.order,
        states.map((state) => [state.on, orderRow(order, state)]),
      )
  }

  function writeRefund({ order_id, account, items }: WebOrder, { item, quantity, amount, reason, at }: Refund): void {
    const system = orderSystemOf(account.source)
    const { refund, money, time } = formatOf(system)
    const on = dayOf(at)
    if (on > until) return
    const line = [refundNumbers[system](on), order_id, items.indexOf(item) + 1, ...accountFields(account)]
    files.write(refund, on, [...line, quantity, money(amount), 'CNY', reason, time(at)])
  }

  function writeParcel(order: WebOrder, shipped_at: Moment, delivered_at: Moment, random: Random): void {
    const on = dayOf(shipped_at)
    if (on > until) return
    const of = [orderSystemOf(order.account.source), order.order_id, random.pick(carriers), zonedTime(shipped_at)]
    const row = [parcelNumber(on), ...of, isoDay(dayOf(order.at) + promisedDays)]
    files.writeStates(saleFiles.delivery, [
      [on, [...row, null]],
      [dayOf(delivered_at), [...row, zonedTime(delivered_at)]],
    ])
  }

  return {
    /** The next order number of this source. */
    numberOf: (source: Account['source'], at: Moment) => numbers[orderSystemOf(source)](dayOf(at)),

    /** Writes an order that was never paid; the backend closes it a day later. */
    writeUnpaid(order: WebOrder): void {
      const { at, items } = order
      const [placed_at, closed_at] = [placedAt(order), at + day]
      writeOrder(order, [
        { on: dayOf(placed_at), status: 'placed', items, updated_at: placed_at, isPaid: false },
        { on: dayOf(closed_at), status: 'cancelled', items, updated_at: closed_at, isPaid: false },
      ])
    },

    /** Writes a paid order with its delivery, refunds and corrections. */
    writePaid(order: WebOrder, random: Random, forms: Random): OrderTotals {
      const { at, items, account, form } = order
      if (form.gift_to !== null && dayOf(at) <= until) {
        const columns = ['order_system', 'order_id', 'receiver']
        files.writeTruth('gift_receiver', columns, [orderSystemOf(account.source), order.order_id, form.gift_to])
      }
      const isPickedUp = items.every(({ product }) => isFresh(product))
      const isLate = !isPickedUp && random.chance(0.07)
      const shipped_at = isPickedUp ? at : at + Math.floor(hour * (5 + 30 * random.next()))
      const delivered_at = isPickedUp
        ? at + hour
        : shipped_at + Math.floor(hour * (18 + 50 * random.next() + (isLate ? 50 + 80 * random.next() : 0)))
      const done_at = isPickedUp ? delivered_at : delivered_at + 7 * day
      if (!isPickedUp) writeParcel(order, shipped_at, delivered_at, random)
      const refunds = refundsOf(account.source as Channel, items, delivered_at, isLate, random, forms)
      for (const refund of refunds) writeRefund(order, refund)

      // Only orders without refunds are corrected, so that refunds never exceed the final amounts of the order.
      const isCorrected = refunds.length === 0 && random.chance(0.008)
      const corrected_at = isCorrected ? done_at + Math.floor(day * (1 + 20 * random.next())) : Infinity
      const wrong = isCorrected ? random.integer(items.length) : -1
      const finalItems = items.map((item, position) => (position === wrong ? corrected(item, random) : item))
      const state = (status: OrderState['status'], at: Moment, of = items): OrderState => ({
        ...{ on: dayOf(at), status, items: of, updated_at: at, isPaid: true },
      })
      const states: OrderState[] = [{ ...state('paid', at + 500), on: dayOf(at) }]
      if (form.presale) {
        const { ordered_at } = form.presale
        states.unshift({ on: dayOf(ordered_at), status: 'placed', items, updated_at: ordered_at + 60, isPaid: false })
      }
      if (!isPickedUp) states.push(state('shipped', shipped_at))
      states.push(state('completed', done_at))
      if (isCorrected) states.push(state('completed', corrected_at, finalItems))
      writeOrder(order, states)
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
