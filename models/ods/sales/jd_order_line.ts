import { append, boolean, defineModel, integer, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.jd_order_line',
  grain: ['order_id', 'line_no'],
  kind: source({ files: 'jd_order_line_20*.csv', key: ['order_id', 'line_no'], deletion: append() }),
  doc:
    'Sub-orders of the JD store, one row per product of an order; the columns of the order repeat on each. A row is sent again when the ' +
    'status of its order changes or the line is corrected; the last row counts. Includes unpaid orders.',
  columns: {
    order_id: text('Order number.'),
    line_no: integer('Number of the sub-order within the order, from 1.'),
    pin: text('Buyer who ordered (ods.jd_member); many never joined.', { personal: true }),
    store_code: text('Web store (ods.store), of channel jd.'),
    ordered_at: timestamptz('When the order was placed, local time of Asia/Shanghai.', { zone: 'Asia/Shanghai' }),
    paid_at: timestamptz('When it was paid; empty while unpaid, and for orders that were never paid.', { zone: 'Asia/Shanghai' }),
    status: text('Status of the order: 等待付款, 等待出库, 等待确认收货, 完成 or 锁定取消 (never paid: no sale).'),
    product_code: text('Product sold (ods.product).'),
    quantity: integer('Units sold, at least 1.'),
    list_price: numeric('List price of one piece on the day of the order.'),
    discount_amount: numeric('Discount of promotions on the whole line.'),
    coupon_amount: numeric("The line's share of the order's coupon, to the cent."),
    paid_amount: numeric('list_price × quantity − discount_amount − coupon_amount.'),
    unit_cost: numeric('Cost of one piece on the day of the order, which the retailer adds to the export.'),
    currency: text('ISO 4217 code of all amounts.'),
    promotion_id: text('Promotion that gave discount_amount (ods.promotion); empty without one.'),
    coupon_id: text('Coupon of the retailer that was redeemed (ods.coupon), the same on all lines of an order; empty without one.'),
    updated_at: timestamptz('When the order or the line last changed.', { zone: 'Asia/Shanghai' }),
    deposit_amount: numeric(
      'Presale: the deposit of the whole order, a part of what is paid; a shop keeps it if the rest is never paid. Empty for other orders.',
      { optional: true },
    ),
    deposit_paid_at: timestamptz('Presale: when the deposit was paid; paid_at is the final payment. Empty for other orders.', {
      optional: true,
      zone: 'Asia/Shanghai',
    }),
    is_gift: boolean('The buyer had the order sent to another person as a gift.', { optional: true }),
  },
})
