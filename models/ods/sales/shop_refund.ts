import { append, defineModel, integer, numeric, source, text, timestamp } from 'memberhouse'

export default defineModel({
  name: 'ods.shop_refund',
  grain: ['refund_id'],
  kind: source({ files: 'shop_refund_20*.csv', key: ['refund_id'], deletion: append() }),
  doc:
    'Refunds of the marketplace shop, each of one line of one order. Refunds of a line together never give back more pieces or money than ' +
    'the line has..',
  columns: {
    refund_id: text('Number of the refund.'),
    order_id: text('Order that is given back, in whole or in part (ods.shop_order).'),
    line_no: integer('Line of that order (ods.shop_order_line).'),
    buyer_id: text('Account that gets the money (ods.shop_member).', { personal: true }),
    quantity: integer('Pieces sent back; 0 when money alone was given back, for a damage or a lower price.'),
    refund_amount: numeric('Money given back, positive.'),
    currency: text('ISO 4217 code of refund_amount.'),
    reason: text('changed_mind, damaged, late, skin_reaction, wrong_product or price_protection.'),
    refunded_at: timestamp('When the money was given back, local time of Asia/Shanghai.'),
  },
})
