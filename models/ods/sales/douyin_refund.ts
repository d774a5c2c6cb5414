import { append, defineModel, integer, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.douyin_refund',
  grain: ['refund_id'],
  kind: source({ files: 'douyin_refund_20*.csv', key: ['refund_id'], deletion: append() }),
  doc: 'Refunds of the Douyin store, each for one sub-order. The refunds of a line never exceed its units or its amount.',
  columns: {
    refund_id: text('Refund number.'),
    order_id: text('Order that is refunded in whole or in part (ods.douyin_order_line).'),
    line_no: integer('Sub-order of that order.'),
    open_id: text('Buyer who receives the refund (ods.douyin_member).', { personal: true }),
    quantity: integer('Units returned; 0 for a refund of money alone, because of damage or a lower price.'),
    refund_amount: numeric('Amount refunded, positive; 0 for an exchange.'),
    currency: text('ISO 4217 code of refund_amount.'),
    reason: text(
      'changed_mind, damaged, late, skin_reaction, wrong_product, price_protection, not_received or exchange (the same product is sent ' +
        'again).',
    ),
    refunded_at: timestamptz('When the money was refunded, local time of Asia/Shanghai.', { zone: 'Asia/Shanghai' }),
  },
})
