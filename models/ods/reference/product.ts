import { boolean, date, defineModel, numeric, source, text, wholeFile } from 'memberhouse'

export default defineModel({
  name: 'ods.product',
  grain: ['product_code'],
  kind: source({ files: 'product_20*.csv', key: ['product_code'], deletion: wholeFile() }),
  doc: 'Every product that the retailer sells or sold. Each file holds the whole list.',
  columns: {
    product_code: text('Product code: B… for beauty, F… for food.'),
    product_name: text('Name in Chinese.'),
    business_line: text('beauty or food.'),
    category: text('Category within the business line, such as serum or hot_breakfast.'),
    series: text('Product family, across categories.'),
    launched_on: date('First day of sale.'),
    discontinued_on: date('First day on which it is no longer sold; empty while it is sold.'),
    list_price: numeric('List price of one piece on the day of the file. Earlier prices are in ods.product_price.'),
    unit_cost: numeric('Cost of one piece on the day of the file.'),
    suits_skin_type: text('Skin type that it suits best, such as 干性; empty if it suits all.', { optional: true }),
    suits_procedure_stage: text('before or after: the stage of a cosmetic procedure that it suits; empty if none in particular.', {
      optional: true,
    }),
    is_limited: boolean('A limited edition.', { optional: true }),
    currency: text('ISO 4217 code of list_price and unit_cost.'),
  },
})
