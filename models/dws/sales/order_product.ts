import { bigint, date, defineModel, expression, full, text } from 'memberhouse'

export default defineModel({
  name: 'dws.order_product',
  grain: ['order_key', 'product_key'],
  kind: full({ store: 'changes', heavy: true }),
  doc:
    'The products of each order that were sold at a price: baskets. Anonymous orders are included. Not filtered by `as_of`: a basket as of ' +
    'a date has the rows with `sold_on < as_of` that were not returned before it.',
  columns: {
    order_key: bigint('The order (dwd.sold_order).'),
    product_key: bigint('The product (dwd.dim_product).'),
    account_key: bigint('The lowest account of its lines; null for an anonymous customer.', { nullable: true }),
    business_line: text('Business line of the product.'),
    sold_on: date('Sale day.'),
    returned_on: date('Business day on which the last unit came back; null while units are kept.', { nullable: true }),
  },
  audits: [expression('nothing comes back before the sale', 'coalesce(sold_on <= returned_on, true)')],
})
