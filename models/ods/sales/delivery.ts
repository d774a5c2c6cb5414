import { append, date, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.delivery',
  grain: ['delivery_id'],
  kind: source({ files: 'delivery_20*.csv', key: ['delivery_id'], deletion: append() }),
  doc: 'Parcels of the orders of the web stores, one per order. A parcel is sent again when it is delivered; the ' + 'last row counts.',
  columns: {
    delivery_id: text('Parcel number.'),
    order_system: text('System that numbers the order: marketplace (ods.shop_order), mall (ods.mall_order), douyin or jd.'),
    order_id: text('Order in the parcel.'),
    carrier: text('Carrier.'),
    shipped_at: timestamptz('When it left the warehouse.'),
    promised_on: date('Promised day of delivery, in Asia/Shanghai.'),
    delivered_at: timestamptz('When it was delivered; empty while in transit.'),
  },
})
