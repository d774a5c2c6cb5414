import { append, defineModel, integer, numeric, source, text, timestamp } from 'memberhouse'

export default defineModel({
  name: 'ods.pos_line',
  grain: ['receipt_no', 'line_no'],
  kind: source({ files: 'pos_line_20*.csv', key: ['receipt_no', 'line_no'], deletion: append() }),
  doc:
    'Lines of the stores’ receipts. A return is a receipt of its own with negative lines; each names the receipt and the line that it ' +
    'returns, at most once per piece. An exchange is such a receipt, with a second line for the same product; both are without money. ' +
    'Offline tills send their receipts some days late.',
  columns: {
    receipt_no: text('Receipt number: store, day and a counter within the day.'),
    line_no: integer('Number of the line on the receipt, from 1.'),
    store_code: text('Store that sold (ods.store), of channel pos.'),
    card_no: text(
      'Member card shown (ods.pos_member), the same on all lines of a receipt; empty for anonymous receipts, about three in ten.',
      {
        personal: true,
      },
    ),
    sold_at: timestamp('When the receipt was printed, local time of Asia/Shanghai.', { zone: 'Asia/Shanghai' }),
    product_code: text('Product sold or returned (ods.product).'),
    quantity: integer('Units; negative on a return, 0 when only money was returned.'),
    list_price: numeric('List price of one piece on the day of the sale.'),
    discount_amount: numeric('Discount of promotions on the whole line; negative or 0 on a return.'),
    coupon_amount: numeric("The line's share of the receipt's coupon, to the cent; negative or 0 on a return."),
    paid_amount: numeric('list_price × quantity − discount_amount − coupon_amount; negative on a return.'),
    unit_cost: numeric('Cost of one piece to the retailer on the day of the sale.'),
    currency: text('ISO 4217 code of all amounts.'),
    coupon_id: text('Coupon that was redeemed (ods.coupon), the same on all lines of a receipt; empty without one.'),
    promotion_id: text('Promotion that gave discount_amount, or the line as a gift (ods.promotion); empty without one.', {
      optional: true,
    }),
    returned_receipt_no: text('On a return: the original receipt; empty on a sale.'),
    returned_line_no: integer('On a return: the line of the original receipt; empty on a sale.'),
    return_reason: text('On a return: changed_mind, damaged, skin_reaction, wrong_product or exchange; empty on a sale.', {
      optional: true,
    }),
    guide_id: text('Sales guide (ods.guide) who served the customer.', { optional: true }),
  },
})
