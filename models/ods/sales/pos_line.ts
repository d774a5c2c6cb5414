import { append, defineModel, integer, numeric, source, text, timestamp } from 'memberhouse'

export default defineModel({
  name: 'ods.pos_line',
  grain: ['receipt_no', 'line_no'],
  kind: source({ files: 'pos_line_20*.csv', key: ['receipt_no', 'line_no'], deletion: append() }),
  doc:
    'Lines of the receipts of the brand’s stores. A return is a receipt of its own with negative lines, each naming the receipt and the line ' +
    'that it gives back; a line is never given back more than once over. Tills that were offline send their receipts some days late.',
  columns: {
    receipt_no: text('Number of the receipt: store, day and number of the day.'),
    line_no: integer('Place of the line on the receipt, from 1.'),
    store_code: text('Store that sold (ods.store), of channel pos.'),
    card_no: text(
      'Member card that was shown (ods.pos_member), the same on all lines of a receipt; empty for about three in ten receipts.',
      {
        personal: true,
      },
    ),
    sold_at: timestamp('When the receipt was made, local time of Asia/Shanghai.'),
    product_code: text('Product sold or given back (ods.product).'),
    quantity: integer('Pieces; negative when given back, never 0.'),
    list_price: numeric('List price of one piece on the day of the sale.'),
    discount_amount: numeric('What promotions took off the line, all pieces together; negative or 0 on a return.'),
    coupon_amount: numeric("The line's share of the receipt's coupon, to the cent; negative or 0 on a return."),
    paid_amount: numeric('list_price × quantity − discount_amount − coupon_amount; negative on a return.'),
    unit_cost: numeric('What one piece cost the company on the day of the sale.'),
    currency: text('ISO 4217 code of all amounts.'),
    coupon_id: text('Coupon that was used on the receipt (ods.coupon), the same on all its lines; empty without one.'),
    returned_receipt_no: text('On a return: receipt that is given back. Empty on a sale.'),
    returned_line_no: integer('On a return: line of that receipt. Empty on a sale.'),
  },
})
