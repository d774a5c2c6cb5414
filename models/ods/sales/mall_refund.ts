import { append, defineModel, integer, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.mall_refund',
  grain: ['refund_id'],
  kind: source({ files: 'mall_refund_20*.ndjson', format: 'ndjson', key: ['refund_id'], deletion: append() }),
  doc:
    'Refunds of the mall, each of one line of one order. Refunds of a line together never give back more pieces or money than the line ' +
    'has..',
  columns: {
    refund_id: text('Number of the refund.'),
    order_id: text('Order that is given back, in whole or in part (ods.mall_order).'),
    line_no: integer('Line of that order (ods.mall_order_line).'),
    channel: text('Whose account_id it is: mini or app.'),
    account_id: text('Account that gets the money.', { personal: true }),
    quantity: integer('Pieces sent back; 0 when money alone was given back, for a damage or a lower price.'),
    refund_amount: numeric('Money given back, positive.'),
    currency: text('ISO 4217 code of refund_amount.'),
    reason: text('changed_mind, damaged, late, skin_reaction, wrong_product or price_protection.'),
    refunded_at: timestamptz('When the money was given back.'),
  },
})
