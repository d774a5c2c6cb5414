import { date, defineModel, full, integer, numeric, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.web_order_line',
  grain: ['order_system', 'order_id', 'line_no'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'Intermediate model for dwd.web_order_item: the order lines of the marketplace, the mall, Douyin and JD in one form, each with its order. ' +
    'It includes lines of unpaid orders and lines whose order has not arrived, because refunds can name them. Not filtered by `as_of`.',
  columns: {
    order_system: text('System that numbers the orders: marketplace, mall, douyin or jd.'),
    order_id: text('Order number.'),
    line_no: integer('Position of the line on the order.'),
    source: text('Source of the account that ordered: marketplace, douyin, jd, mini or app. Null until the order of a mall line arrives.', {
      nullable: true,
    }),
    source_account_id: text('Its id in that source: buyer number, open_id, pin, openid or app user number. Null until the order arrives.', {
      personal: true,
      nullable: true,
    }),
    store_code: text('Web store (ods.store).', { nullable: true }),
    ordered_at: timestamptz('When the order was placed. Null until the order arrives.', { nullable: true }),
    sold_at: timestamptz('When the order was paid. Null while it is unpaid, and until it arrives.', { nullable: true }),
    sold_on: date("Business day of sold_at, in the source's time zone (dwd.source_setting).", { nullable: true }),
    product_code: text('Product code (ods.product).', { nullable: true }),
    quantity: integer('Units ordered.', { nullable: true }),
    list_price: numeric('List price of one unit.', { nullable: true }),
    discount_amount: numeric('Discount of promotions on the line.', { nullable: true }),
    coupon_amount: numeric("The line's share of the order's coupon.", { nullable: true }),
    paid_amount: numeric('Amount paid for the line.', { nullable: true }),
    unit_cost: numeric('Cost of one unit.', { nullable: true }),
    currency: text('ISO 4217 code of the amounts, as sent.', { nullable: true }),
    promotion_id: text('Promotion that gave discount_amount (ods.promotion).', { nullable: true }),
    coupon_id: text('Coupon that was redeemed on the order (ods.coupon).', { nullable: true }),
    guide_id: text('Sales guide through whose link the order came (ods.guide).', { nullable: true }),
  },
})
