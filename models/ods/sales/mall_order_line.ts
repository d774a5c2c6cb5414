import { append, defineModel, integer, numeric, source, text } from 'memberhouse'

export default defineModel({
  name: 'ods.mall_order_line',
  grain: ['order_id', 'line_no'],
  kind: source({ files: 'mall_order_line_20*.ndjson', format: 'ndjson', key: ['order_id', 'line_no'], deletion: append() }),
  doc:
    'Lines of the orders of the mall (ods.mall_order), also of orders that were never paid. A line comes again when the mall ' +
    'corrects its quantity or its discount.',
  columns: {
    order_id: text('Order that the line is on.'),
    line_no: integer('Place of the line on the order, from 1.'),
    product_code: text('Product sold (ods.product).'),
    quantity: integer('Pieces sold, at least 1.'),
    list_price: numeric('List price of one piece on that day.'),
    discount_amount: numeric('What promotions took off the line, all pieces together.'),
    coupon_amount: numeric("The line's share of the order's coupon, to the cent."),
    paid_amount: numeric('list_price × quantity − discount_amount − coupon_amount.'),
    unit_cost: numeric('What one piece cost the company on that day.'),
  },
})
