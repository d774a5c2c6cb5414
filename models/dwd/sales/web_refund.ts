import { date, defineModel, full, integer, numeric, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'dwd.web_refund',
  grain: ['order_system', 'refund_id'],
  kind: full({ store: 'changes' }),
  doc: 'Intermediate model for dwd.web_order_item: the refunds of the marketplace, the mall, Douyin and JD in one form. Not filtered by `as_of`.',
  columns: {
    order_system: text('System that numbers the refunds and orders: marketplace, mall, douyin or jd.'),
    refund_id: text('Refund number.'),
    order_id: text('Order that is refunded.', { nullable: true }),
    line_no: integer('Line of that order.', { nullable: true }),
    source: text('Source of the account that gets the money: marketplace, douyin, jd, mini or app.'),
    source_account_id: text('Its id in that source: buyer number, open_id, pin, openid or app user number.', {
      personal: true,
      nullable: true,
    }),
    store_code: text('Web store of the order (ods.store); null when the order has not arrived.', { nullable: true }),
    refunded_at: timestamptz('When the money was refunded.'),
    refunded_on: date("Business day of refunded_at, in the source's time zone (dwd.source_setting)."),
    quantity: integer('Units returned; 0 for a refund without units, and for an exchange (dwd.return_reason).'),
    refund_amount: numeric('Amount refunded, positive.'),
    currency: text('ISO 4217 code of refund_amount, as sent.', { nullable: true }),
    return_reason: text('Why it was refunded (dwd.return_reason).', { nullable: true }),
  },
})
