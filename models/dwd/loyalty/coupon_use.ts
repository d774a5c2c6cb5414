import { bigint, boolean, defineModel, expression, full, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.coupon_use',
  grain: ['coupon_id', 'order_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Intermediate model for dwd.fct_coupon: each order on which a coupon was redeemed, as the coupon, the order, or both name it. ' +
    'Orders that were never paid, and returns, use no coupon. Not filtered by `as_of`.',
  columns: {
    coupon_id: text('Coupon number.'),
    order_key: bigint('The order (order_key of dwd.fct_order_item). It may not have arrived.'),
    order_system: text('System that numbers the order: marketplace, mall, douyin, jd or pos.'),
    order_id: text('Order or receipt number.'),
    redeemed_at: timestamptz('When it was redeemed, as the coupon says; else when the order was paid.', { nullable: true }),
    is_named_by_coupon: boolean('The coupon names the order.'),
    is_named_by_order: boolean('The order names the coupon.'),
  },
  audits: [
    warn(expression('coupon and order name each other', 'is_named_by_coupon and is_named_by_order')),
    warn(expression('the coupon of an order has arrived', 'coupon_id in (select coupon.coupon_id from ods.coupon)')),
  ],
})
