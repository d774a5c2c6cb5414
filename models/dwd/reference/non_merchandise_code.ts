import { defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.non_merchandise_code',
  grain: ['code_system', 'pattern'],
  kind: seed('seeds/non_merchandise_code.csv'),
  doc:
    'Product codes for money without goods: postage, fees, discounts, vouchers. They count in every amount that is not called a ' +
    'merchandise amount.',
  columns: {
    code_system: text('System of the codes (dwd.dim_product).'),
    pattern: text('Product code in upper case, or a `like` pattern of such codes (`%` any text; `\\_` an underscore).'),
    reason: text('What the code means.'),
  },
})
