import { append, boolean, defineModel, numeric, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.mall_order',
  grain: ['order_id'],
  kind: source({ files: 'mall_order_20*.ndjson', format: 'ndjson', key: ['order_id'], deletion: append() }),
  doc:
    'Orders of the retailer’s own mall, the backend of both mini-program and app. An order is sent again when its status changes or ' +
    'it is corrected; the last row counts. Amounts are the sums of its lines (ods.mall_order_line).',
  columns: {
    order_id: text('Order number.'),
    channel: text('Where the order was placed: mini or app. Determines which account_id is meant.'),
    account_id: text('Account that ordered: openid (ods.mini_member) for mini, app_user_id (ods.app_member) for app.', {
      personal: true,
    }),
    store_code: text('Web store (ods.store), of channel mini or app.'),
    ordered_at: timestamptz('When the order was placed, with offset (+08:00).', { zone: 'Asia/Shanghai' }),
    paid_at: timestamptz('When it was paid; empty while unpaid, and for cancelled orders.', { zone: 'Asia/Shanghai' }),
    status: text('placed, paid, shipped, finished, or cancelled (never paid: its lines are not sales).'),
    list_amount: numeric('List price × quantity, summed over the lines.'),
    discount_amount: numeric('Discounts of promotions, summed over the lines; never negative.'),
    coupon_amount: numeric('Discount of the coupon, summed over the lines; 0 without one.'),
    paid_amount: numeric('list_amount − discount_amount − coupon_amount: the amount paid. Delivery is free.'),
    currency: text('ISO 4217 code of all amounts of the order and its lines.'),
    coupon_id: text('Coupon that was redeemed (ods.coupon); empty without one.'),
    updated_at: timestamptz('When the order last changed.', { zone: 'Asia/Shanghai' }),
    deposit_amount: numeric(
      'Presale: the deposit, a part of paid_amount; a shop keeps it if the rest is never paid. Empty for other orders.',
      {
        optional: true,
      },
    ),
    deposit_paid_at: timestamptz('Presale: when the deposit was paid; paid_at is the final payment. Empty for other orders.', {
      optional: true,
      zone: 'Asia/Shanghai',
    }),
    is_gift: boolean('The buyer had it sent to another person as a gift.', { optional: true }),
    guide_id: text('Sales guide (ods.guide) through whose shared link the order came; empty for other orders.', { optional: true }),
  },
})
