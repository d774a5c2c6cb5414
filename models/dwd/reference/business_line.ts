import { defineModel, expression, seed, text } from 'memberhouse'

export default defineModel({
  name: 'dwd.business_line',
  grain: ['business_line'],
  kind: seed('seeds/business_line.csv'),
  doc: 'The business lines of the retailer.',
  columns: {
    business_line: text('Business line, as in the product catalogue (ods.product).'),
    label: text('What the line sells, in English.'),
  },
  audits: [expression('`*` is reserved: in dwd.parameter it is the retailer as a whole', "business_line <> '*'")],
})
