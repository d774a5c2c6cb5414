import { bigint, boolean, conserves, date, defineModel, expression, full, integer, text, timestamptz, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_delivery',
  grain: ['delivery_id'],
  indexes: [['account_key']],
  kind: full({ store: 'changes' }),
  doc:
    'Parcels of the orders of the web stores. The account, the store and the business days are those of the order, and null until ' +
    'its lines have arrived. Not filtered by `as_of`: readers filter with `shipped_on < as_of` and `delivered_on < as_of`.',
  columns: {
    delivery_id: text('Parcel number.'),
    order_key: bigint('The order (order_key of dwd.fct_order_item); null when the source names none.', { nullable: true }),
    account_key: bigint('Account that ordered (dwd.account); null while the order has not arrived.', { nullable: true }),
    order_system: text('System that numbers the order: marketplace, mall, douyin or jd.', { nullable: true }),
    order_id: text('Number of the order.', { nullable: true }),
    source: text('Source of the account: marketplace, douyin, jd, mini or app.', { nullable: true }),
    source_account_id: text('Id of the account in its source.', { personal: true, nullable: true }),
    store_code: text('Web store that sold (ods.store).', { nullable: true }),
    business_line: text('Business line of the products of the order; `*` for an order of several lines.', { nullable: true }),
    carrier: text('Carrier.', { nullable: true }),
    shipped_at: timestamptz('When it left the warehouse; null if not yet.', { nullable: true }),
    shipped_on: date("Business day of shipped_at, in the source's time zone.", { nullable: true }),
    promised_on: date('Promised day of delivery; null without a promise.', { nullable: true }),
    delivered_at: timestamptz('When it was delivered; null while in transit.', { nullable: true }),
    delivered_on: date('Business day of delivered_at.', { nullable: true }),
    late_days: integer('delivered_on - promised_on: 0 on the promised day, negative before it; null while in transit.', { nullable: true }),
    is_late: boolean('Delivered after the promised day; null while in transit: a parcel is overdue if promised_on < as_of.', {
      nullable: true,
    }),
  },
  audits: [
    conserves('ods.delivery'),
    warn(expression('its order has arrived', 'source is not null')),
    warn(expression('delivered after it was shipped', 'coalesce(shipped_at <= delivered_at, true)')),
  ],
})
