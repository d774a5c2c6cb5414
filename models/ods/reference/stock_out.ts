import { date, defineModel, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.stock_out',
  grain: ['stock_out_id'],
  kind: source({ files: 'stock_out_20*.csv', key: ['stock_out_id'], deletion: wholeFile() }),
  doc: 'Days on which a product was out of stock in a web store; stores do not report theirs. Each file holds the whole list.',
  columns: {
    stock_out_id: text('Stock-out number.'),
    product_code: text('Product that was out of stock (ods.product).'),
    store_code: text('Web store that was out of stock (ods.store).'),
    started_on: date('First day without stock.'),
    ended_on: date('First day with stock again; empty while out of stock.'),
  },
})
