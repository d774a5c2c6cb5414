import { localTime, zonedTime, type Day, type Moment } from '../basics/calendar.ts'
import { yuan } from '../basics/money.ts'
import type { FileShape, Row, Value } from '../files/file_shape.ts'
import { saleFiles } from '../files/shapes.ts'
import type { Account } from '../people/person.ts'
import { paidAmount, type Item } from './basket.ts'
import type { OrderForm } from './order_forms.ts'

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
/** A state of an order, in the export of the day `on`. */
export type OrderState = { on: Day; status: Status; items: readonly Item[]; updated_at: Moment; isPaid: boolean }
type Status = 'placed' | 'paid' | 'shipped' | 'completed' | 'cancelled'
/** The systems that number the orders of the web stores. */
export type OrderSystem = 'marketplace' | 'douyin' | 'jd' | 'mall'

/** How a system writes orders. Without `order`, its lines repeat the columns of their order. */
type Format = {
  order?: FileShape
  line: FileShape
  refund: FileShape
  time: (moment: Moment) => string
  money: (cents: number) => Value
  words: Partial<Record<Status, string>>
  prefix: { order: string; refund: string }
}
const subOrders = { time: localTime, money: yuan }
const formats: Record<OrderSystem, Format> = {
  marketplace: {
    ...{ order: saleFiles.shop_order, line: saleFiles.shop_order_line, refund: saleFiles.shop_refund, time: localTime, money: yuan },
    ...{ words: { cancelled: 'closed' }, prefix: { order: '', refund: 'R' } },
  },
  douyin: {
    ...{ ...subOrders, line: saleFiles.douyin_order_line, refund: saleFiles.douyin_refund, prefix: { order: '69', refund: '14' } },
    words: { placed: '待支付', paid: '备货中', shipped: '已发货', completed: '已完成', cancelled: '已关闭' },
  },
  jd: {
    ...{ ...subOrders, line: saleFiles.jd_order_line, refund: saleFiles.jd_refund, prefix: { order: '30', refund: '25' } },
    words: { placed: '等待付款', paid: '等待出库', shipped: '等待确认收货', completed: '完成', cancelled: '锁定取消' },
  },
  mall: {
    ...{ order: saleFiles.mall_order, line: saleFiles.mall_order_line, refund: saleFiles.mall_refund, time: zonedTime },
    ...{ money: (cents: number) => cents / 100, words: { completed: 'finished' }, prefix: { order: 'A', refund: 'K' } },
  },
}
const stores: Partial<Record<Account['source'], string>> = {
  marketplace: 'SHOP01',
  douyin: 'DY01',
  jd: 'JD01',
  mini: 'MINI01',
  app: 'APP01',
}

/** The system that numbers the orders of an account: the mall for mini-program and app. */
export const orderSystemOf = (source: Account['source']): OrderSystem => (source in formats ? (source as OrderSystem) : 'mall')

/** The format of a system. */
export const formatOf = (system: OrderSystem): Format => formats[system]

/** The columns that name the account, as its system does. */
export const accountFields = ({ source, account_id }: Account): Value[] =>
  orderSystemOf(source) === 'mall' ? [source, account_id] : [account_id]

/** A line in a state of its order. */
export function lineRow(order: WebOrder, state: OrderState, position: number): Row {
  const { order: ownFile, money, time } = formatOf(orderSystemOf(order.account.source))
  const item = state.items[position]!
  const { product, quantity, list, discount, coupon, cost, promotion_id } = item
  const what = [product.product_code, quantity, ...[list, discount, coupon, paidAmount(item), cost].map(money)]
  if (ownFile) return [order.order_id, position + 1, ...what, promotion_id]
  const head = [order.order_id, position + 1, ...orderFields(order, state)]
  return [...head, ...what, 'CNY', promotion_id, order.coupon_id, time(state.updated_at), ...formFields(order)]
}

/** A state of an order with the sums of its lines. */
export function orderRow(order: WebOrder, state: OrderState): Row {
  const { money, time } = formatOf(orderSystemOf(order.account.source))
  let [list, discount, coupon] = [0, 0, 0]
  for (const item of state.items) {
    list += item.list * item.quantity
    discount += item.discount
    coupon += item.coupon
  }
  const amounts = [money(list), money(discount), money(coupon), money(list - discount - coupon)]
  const head = [order.order_id, ...orderFields(order, state), ...amounts]
  const row = [...head, 'CNY', order.coupon_id, time(state.updated_at), ...formFields(order)]
  return order.account.source === 'marketplace' ? row : [...row, order.form.guide_id]
}

/** When an order was placed. */
export const placedAt = ({ at, form }: WebOrder): Moment => form.presale?.ordered_at ?? at

function formFields({ account, form: { presale, gift_to } }: WebOrder): Value[] {
  const { money, time } = formatOf(orderSystemOf(account.source))
  return [presale && money(presale.deposit), presale && time(presale.ordered_at + 60), gift_to !== null]
}

function orderFields(order: WebOrder, { status, isPaid }: OrderState): Value[] {
  const { account, at, form } = order
  const { time, words } = formatOf(orderSystemOf(account.source))
  const paid_at = isPaid ? time(form.presale ? at : at + 20 + (at % 400)) : null
  return [...accountFields(account), stores[account.source]!, time(placedAt(order)), paid_at, words[status] ?? status]
}
