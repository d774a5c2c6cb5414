import { append, defineModel, integer, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.mall_refund',
  grain: ['refund_id'],
  kind: source({ files: 'mall_refund_20*.ndjson', format: 'ndjson', key: ['refund_id'], deletion: append() }),
  doc: 'Refunds of the mall, each for one line of one order. The refunds of a line never exceed its units or its amount.',
  columns: {
    refund_id: text('Refund number.'),
    order_id: text('Order that is refunded in whole or in part (ods.mall_order).'),
    line_no: integer('Line of that order (ods.mall_order_line).'),
    channel: text('mini or app. Determines which account_id is meant.'),
    account_id: text('Account that receives the refund.', { personal: true }),
    quantity: integer('Units returned; 0 for a refund of money alone (仅退款).'),
    refund_amount: numeric('Amount refunded, positive; 0 for an exchange.'),
    currency: text('ISO 4217 code of refund_amount.'),
    reason: text(
      'changed_mind, damaged, late, skin_reaction, wrong_product, price_protection, not_received or exchange (the same product is sent ' +
        'again).',
    ),
    refunded_at: timestamptz('When the money was refunded.', { zone: 'Asia/Shanghai' }),
  },
})
