import { append, defineModel, integer, numeric, source, text } from 'memberhouse'

export default defineModel({
  name: 'ods.mall_order_line',
  grain: ['order_id', 'line_no'],
  kind: source({ files: 'mall_order_line_20*.ndjson', format: 'ndjson', key: ['order_id', 'line_no'], deletion: append() }),
  doc:
    'Lines of the mall’s orders (ods.mall_order), including unpaid orders. A line is sent again when its quantity or discount is ' +
    'corrected; the last row counts.',
  columns: {
    order_id: text('Order of the line.'),
    line_no: integer('Number of the line on the order, from 1.'),
    product_code: text('Product sold (ods.product).'),
    quantity: integer('Units sold, at least 1.'),
    list_price: numeric('List price of one piece on the day of the order.'),
    discount_amount: numeric('Discount of promotions on the whole line.'),
    coupon_amount: numeric("The line's share of the order's coupon, to the cent."),
    paid_amount: numeric('list_price × quantity − discount_amount − coupon_amount.'),
    unit_cost: numeric('Cost of one piece to the retailer on the day of the order.'),
    promotion_id: text('Promotion that gave discount_amount, or the line as a gift (ods.promotion); empty without one.', {
      optional: true,
    }),
  },
})
