import { bigint, boolean, defineModel, full, text, unique } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_product',
  grain: ['product_key'],
  kind: full({ store: 'changes' }),
  doc: 'Every product code that was ever on a line. Codes that differ in letter case alone are one product.',
  columns: {
    product_key: bigint('The product: 64 bits of a hash of source and product_code.'),
    source: text('Source that sells it.'),
    product_code: text('Product code in upper case.'),
    product_name: text('The description on most of its lines with a price; null when there is none.', {
      nullable: true,
    }),
    is_merchandise: boolean('False for postage, fees, discounts, vouchers and the like (dwd.non_merchandise_code).'),
  },
  audits: [unique('source', 'product_code')],
})
