import { accepted, defineModel, full, integer, numeric, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.web_unsold_line',
  grain: ['order_system', 'order_id', 'line_no'],
  kind: full({ store: 'changes' }),
  doc:
    'The order lines of the web stores that are not sales, each with its reason: the list of exclusions of dwd.fct_order_item. A ' +
    'line leaves it when its order is paid or arrives. Not filtered by `as_of`.',
  columns: {
    order_system: text('System that numbers the orders: marketplace, mall, douyin or jd.'),
    order_id: text('Order number.'),
    line_no: integer('Position of the line on the order.'),
    source: text('Source of the account that ordered; null until the order of a mall line arrives.', { nullable: true }),
    reason: text('its order has not arrived, its order was cancelled, or its order is not paid.'),
    paid_amount: numeric('Amount of the line, to be paid.', { nullable: true }),
    currency: text('ISO 4217 code of the amount, as sent; null until the order arrives.', { nullable: true }),
  },
  audits: [accepted('reason', ['its order has not arrived', 'its order was cancelled', 'its order is not paid'])],
})
