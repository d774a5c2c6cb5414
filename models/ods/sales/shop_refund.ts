import { append, defineModel, integer, numeric, source, text, timestamp } from 'memberhouse'

export default defineModel({
  name: 'ods.shop_refund',
  grain: ['refund_id'],
  kind: source({ files: 'shop_refund_20*.csv', key: ['refund_id'], deletion: append() }),
  doc: 'Refunds of the marketplace store, each for one line of one order. The refunds of a line never exceed its units or its amount.',
  columns: {
    refund_id: text('Refund number.'),
    order_id: text('Order that is refunded in whole or in part (ods.shop_order).'),
    line_no: integer('Line of that order (ods.shop_order_line).'),
    buyer_id: text('Account that receives the refund (ods.shop_member).', { personal: true }),
    quantity: integer('Units returned; 0 for a refund of money alone (仅退款).'),
    refund_amount: numeric('Amount refunded, positive; 0 for an exchange.'),
    currency: text('ISO 4217 code of refund_amount.'),
    reason: text(
      'changed_mind, damaged, late, skin_reaction, wrong_product, price_protection, not_received or exchange (the same product is sent ' +
        'again).',
    ),
    refunded_at: timestamp('When the money was refunded, local time of Asia/Shanghai.', { zone: 'Asia/Shanghai' }),
  },
})
