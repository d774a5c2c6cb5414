import { append, date, defineModel, source, text, timestamptz } from 'memberhouse'

export default defineModel({
  name: 'ods.delivery',
  grain: ['delivery_id'],
  kind: source({ files: 'delivery_20*.csv', key: ['delivery_id'], deletion: append() }),
  doc: 'Parcels of the orders of the marketplace shop and of the mall, one an order. A parcel comes again when it was delivered.',
  columns: {
    delivery_id: text('Number of the parcel.'),
    order_system: text('System that numbers the order: marketplace (ods.shop_order) or mall (ods.mall_order).'),
    order_id: text('Order that was sent.'),
    carrier: text('Who carries it.'),
    shipped_at: timestamptz('When it left the warehouse.'),
    promised_on: date('Day by which it was promised, in Asia/Shanghai.'),
    delivered_at: timestamptz('When it arrived; empty while it is on its way.'),
  },
})
