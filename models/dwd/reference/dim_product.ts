import { bigint, boolean, defineModel, expression, full, text, unique, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_product',
  grain: ['product_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Every product of the catalogue, and every product code that was ever on a line. Codes of online_retail that differ in letter case alone ' +
    'are one product.',
  columns: {
    product_key: bigint('The product: 64 bits of a hash of source and product_code.'),
    source: text('Who names it: online_retail, or catalogue for all that is sold by shop, mall and pos.'),
    product_code: text('Product code; in upper case for online_retail.'),
    product_name: text(
      'Name in the catalogue; for online_retail the description on most of its lines with a price. Null when there is none.',
      { nullable: true },
    ),
    is_merchandise: boolean('False for postage, fees, discounts, vouchers and the like (dwd.non_merchandise_code).'),
    business_line: text('beauty or food; null where the catalogue does not have the product.', { nullable: true }),
    category: text('Category within the business line; null where the catalogue does not have the product.', { nullable: true }),
  },
  audits: [
    unique('source', 'product_code'),
    warn(
      expression(
        'a known business line',
        'business_line is null or business_line in (select business_line.business_line from dwd.business_line)',
      ),
    ),
  ],
})
