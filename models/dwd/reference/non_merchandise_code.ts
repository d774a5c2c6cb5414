import { defineModel, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.non_merchandise_code',
  grain: ['source', 'pattern'],
  kind: seed('seeds/non_merchandise_code.csv'),
  doc:
    'Product codes that stand for money without goods: postage, fees, discounts, vouchers. They count in every amount that does not say ' +
    'merchandise.',
  columns: {
    source: text('Source whose codes these are.'),
    pattern: text('A product code in upper case, or a `like` pattern of such codes (`%` any text; `\\_` an underscore).'),
    reason: text('What the code stands for.'),
  },
})
