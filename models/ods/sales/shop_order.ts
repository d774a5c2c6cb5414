import { append, boolean, defineModel, numeric, source, text, timestamp } from 'memberhouse'

export default defineModel({
  name: 'ods.shop_order',
  grain: ['order_id'],
  kind: source({ files: 'shop_order_20*.csv', key: ['order_id'], deletion: append() }),
  doc:
    'Orders of the marketplace store. An order is sent again when its status changes or it is corrected; the last row counts. Amounts ' +
    'are the sums of its lines (ods.shop_order_line).',
  columns: {
    order_id: text('Order number.'),
    buyer_id: text('Account that ordered (ods.shop_member).', { personal: true }),
    store_code: text('Web store (ods.store), of channel marketplace.'),
    ordered_at: timestamp('When the order was placed, local time of Asia/Shanghai, to the second.', { zone: 'Asia/Shanghai' }),
    paid_at: timestamp('When it was paid, local time; empty while unpaid, and for closed orders.', { zone: 'Asia/Shanghai' }),
    status: text('placed, paid, shipped, completed, or closed (never paid: its lines are not sales).'),
    list_amount: numeric('List price × quantity, summed over the lines.'),
    discount_amount: numeric('Discounts of promotions, summed over the lines; never negative.'),
    coupon_amount: numeric('Discount of the coupon, summed over the lines; 0 without one.'),
    paid_amount: numeric('list_amount − discount_amount − coupon_amount: the amount paid. Delivery is free.'),
    currency: text('ISO 4217 code of all amounts of the order and its lines.'),
    coupon_id: text('Coupon that was redeemed (ods.coupon); empty without one.'),
    updated_at: timestamp('When the marketplace last changed the order, local time.', { zone: 'Asia/Shanghai' }),
    deposit_amount: numeric(
      'Presale: the deposit, a part of paid_amount; a shop keeps it if the rest is never paid. Empty for other orders.',
      {
        optional: true,
      },
    ),
    deposit_paid_at: timestamp('Presale: when the deposit was paid; paid_at is the final payment. Empty for other orders.', {
      optional: true,
      zone: 'Asia/Shanghai',
    }),
    is_gift: boolean('The buyer had it sent to another person as a gift.', { optional: true }),
  },
})
