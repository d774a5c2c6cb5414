import { date, defineModel, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.product_price',
  grain: ['product_code', 'valid_from'],
  kind: source({ files: 'product_price_20*.csv', key: ['product_code', 'valid_from'], deletion: wholeFile() }),
  doc: 'List price and cost of each product since its launch. Each file holds the whole list.',
  columns: {
    product_code: text('Product (ods.product).'),
    valid_from: date('First day of this price. It is valid until the next price of the product begins.'),
    list_price: numeric('List price of one piece, before promotions and coupons.'),
    unit_cost: numeric('Cost of one piece to the retailer.'),
    currency: text('ISO 4217 code of list_price and unit_cost.'),
  },
})
