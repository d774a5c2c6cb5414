import { date, defineModel, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.stock_out',
  grain: ['stock_out_id'],
  kind: source({ files: 'stock_out_20*.csv', key: ['stock_out_id'], deletion: wholeFile() }),
  doc: 'Days on which a product could not be bought in a shop on the web; the whole list in each file. The stores do not report theirs.',
  columns: {
    stock_out_id: text('Number of the gap.'),
    product_code: text('Product that was out of stock (ods.product).'),
    store_code: text('Shop that had none (ods.store).'),
    started_on: date('First day without stock.'),
    ended_on: date('First day with stock again; empty while it is out.'),
  },
})
