import { bigint, boolean, date, defineModel, expression, full, text, unique, warn } from 'memberhouse'

export default defineModel({
  name: 'dwd.dim_product',
  grain: ['product_key'],
  kind: full({ store: 'changes' }),
  doc:
    'Every product of the catalogue and every product code on a line. Codes of online_retail that differ only in letter case are one ' +
    'product.',
  columns: {
    product_key: bigint('Key of the product: 64 bits of a hash of code_system and product_code.'),
    code_system: text('System of the code: online_retail, or catalogue for all others.'),
    product_code: text('Product code; in upper case for online_retail.'),
    product_name: text(
      'Name in the catalogue; for online_retail the description on most of its lines with a price. Null if there is none.',
      { nullable: true },
    ),
    is_merchandise: boolean('False for postage, fees, discounts, vouchers and the like (dwd.non_merchandise_code).'),
    business_line: text('Business line (dwd.business_line); null if the catalogue does not have the product.', { nullable: true }),
    category: text('Category in the business line; null if the catalogue does not have the product.', { nullable: true }),
    series: text('Product family, across categories; null if the catalogue names none.', { nullable: true }),
    launched_on: date('First day of sale; null if the catalogue names none.', { nullable: true }),
    discontinued_on: date('First day on which it is no longer sold; null while it is sold, and if the catalogue names none.', {
      nullable: true,
    }),
    suits_skin_type: text('Skin type that it suits best; null if it suits all, and if the catalogue names none.', { nullable: true }),
    suits_procedure_stage: text(
      'Stage of a cosmetic procedure that it suits, before or after; null if it suits none in particular, and if the catalogue names none.',
      { nullable: true },
    ),
    is_limited: boolean('It is a limited edition; null if the catalogue does not say.', { nullable: true }),
  },
  audits: [
    unique('code_system', 'product_code'),
    warn(
      expression(
        'a known business line',
        'business_line is null or business_line in (select business_line.business_line from dwd.business_line)',
      ),
    ),
    warn(expression('sold for a day at least', 'coalesce(launched_on < discontinued_on, true)')),
  ],
})
