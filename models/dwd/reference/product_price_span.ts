import { between, bigint, conserves, date, defineModel, expression, full, numeric, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.product_price_span',
  grain: ['product_key', 'starts_on'],
  kind: full({ store: 'changes' }),
  doc:
    'List price and cost of each product by span of days, as the catalogue announces them. The last price of a product is open, even ' +
    'after the product is discontinued (dwd.dim_product). Not filtered by `as_of`: the price of a day has `starts_on <= day and ' +
    'coalesce(day < ends_before, true)`, and later spans may be planned.',
  columns: {
    product_key: bigint('Product (dwd.dim_product).'),
    starts_on: date('First day of this price.'),
    ends_before: date('First day of the next price; null for the last one.', { nullable: true }),
    list_price: numeric('List price of one piece, before promotions and coupons.', { nullable: true }),
    previous_list_price: numeric('List price before; null for the first one.', { nullable: true }),
    unit_cost: numeric('Cost of one piece to the retailer.', { nullable: true }),
    currency: text('ISO 4217 code of the prices and the cost.', { nullable: true }),
  },
  audits: [
    conserves('ods.product_price'),
    expression('a span has a day', 'coalesce(starts_on < ends_before, true)'),
    warn(expression('a price in a currency', 'list_price is not null and currency is not null')),
    warn(between('list_price', 0, null)),
    warn(expression('a product of the catalogue', 'product_key in (select dim_product.product_key from dwd.dim_product)')),
  ],
})
