import { defineTests } from 'memberhouse'

const promotion = { promotion_id: 'P1', promotion_type: 'launch', starts_on: '2026-03-01', ends_on: '2026-03-22', discount_rate: 0.05 }

export default defineTests('dwd.dim_promotion', [
  {
    name: 'a promotion without a business line is for all of them; a product has its key',
    given: {
      'ods.promotion': [
        { ...promotion, business_line: 'beauty', product_code: 'B1' },
        { ...promotion, promotion_id: 'P2', business_line: null, product_code: null },
        { ...promotion, promotion_id: 'P3', business_line: 'food', product_code: 'B2' },
      ],
      'dwd.dim_product': [
        { product_key: 1, code_system: 'catalogue', product_code: 'B1' },
        { product_key: 2, code_system: 'online_retail', product_code: 'B2' },
      ],
    },
    expect: [
      { promotion_id: 'P1', business_line: 'beauty', product_key: 1, product_code: 'B1', ends_before: '2026-03-22' },
      { promotion_id: 'P2', business_line: '*', product_key: null, product_code: null, ends_before: '2026-03-22' },
      { promotion_id: 'P3', business_line: 'food', product_key: null, product_code: 'B2', ends_before: '2026-03-22' },
    ],
  },
])
