import { append, defineModel, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.mall_order',
  grain: ['order_id'],
  kind: source({ files: 'mall_order_20*.ndjson', format: 'ndjson', key: ['order_id'], deletion: append() }),
  doc:
    'Orders of the brand’s own mall, one backend behind the mini-program and the app. An order comes again in a later file when its status ' +
    'changes or when it is corrected; the last row counts. Amounts are the sums of its lines (ods.mall_order_line).',
  columns: {
    order_id: text('Order number.'),
    channel: text('Where it was ordered, and whose account_id it is: mini or app.'),
    account_id: text('Account that ordered: openid (ods.mini_member) for mini, app_user_id (ods.app_member) for app.', {
      personal: true,
    }),
    store_code: text('The mall (ods.store), of channel mini or app.'),
    ordered_at: timestamptz('When the order was placed; sent with its offset (+08:00).'),
    paid_at: timestamptz('When it was paid; empty while unpaid, and for ever when the order was cancelled.'),
    status: text('placed, paid, shipped, finished, or cancelled: never paid, so that its lines are no sale.'),
    list_amount: numeric('List price × quantity, summed over the lines.'),
    discount_amount: numeric('What promotions took off, summed over the lines; never negative.'),
    coupon_amount: numeric('What the coupon took off, summed over the lines; 0 without one.'),
    paid_amount: numeric('list_amount − discount_amount − coupon_amount: what was paid; delivery is free.'),
    currency: text('ISO 4217 code of all amounts of the order and its lines.'),
    coupon_id: text('Coupon that was used (ods.coupon); empty without one.'),
    updated_at: timestamptz('When the order last changed.'),
  },
})
