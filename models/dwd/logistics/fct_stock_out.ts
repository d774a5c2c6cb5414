import { bigint, boolean, conserves, date, defineModel, expression, full, text, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.fct_stock_out',
  grain: ['stock_out_id'],
  kind: full({ store: 'changes' }),
  doc: 'Spans in which a product was out of stock in a web store. Not filtered by `as_of`: readers filter with `starts_on < as_of`.',
  columns: {
    stock_out_id: text('Stock-out number.'),
    product_key: bigint('The product (dwd.dim_product); null if the catalogue does not have it.', { nullable: true }),
    product_code: text('Its code.', { nullable: true }),
    store_code: text('Web store that was out of stock (ods.store). Mini-program and app share a stock, and each has a row.', {
      nullable: true,
    }),
    business_line: text('Business line of the product; null if the catalogue names none.', { nullable: true }),
    starts_on: date('First day without stock.', { nullable: true }),
    ends_before: date('First day with stock again; null while out of stock.', { nullable: true }),
    is_overlapping: boolean('It starts before an earlier span of the product in the store has ended: its days would count twice.'),
  },
  audits: [
    conserves('ods.stock_out'),
    warn(
      expression(
        'it has a store and a start, and ends after it',
        "store_code is not null and starts_on < coalesce(ends_before, 'infinity')",
      ),
    ),
    warn(expression('a known product', 'product_key is not null')),
    warn(expression('spans do not overlap', 'not is_overlapping')),
  ],
})
