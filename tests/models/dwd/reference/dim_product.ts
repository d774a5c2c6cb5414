import { defineTests } from 'memberhouse'

const codes = [
  { code_system: 'online_retail', pattern: 'POST', reason: 'Postage' },
  { code_system: 'online_retail', pattern: 'GIFT\\_%', reason: 'Vouchers' },
  { code_system: 'another', pattern: '22423', reason: 'A code of another system' },
]

export default defineTests('dwd.dim_product', [
  {
    name: 'codes that differ only in letter case are one product, and remarks of the stock room are not names',
    given: {
      'dwd.non_merchandise_code': codes,
      'ods.online_retail_line': [
        { stock_code: '85123A', description: 'WHITE HEART ', unit_price: 2.55 },
        { stock_code: '85123a', description: 'WHITE HEART', unit_price: 2.95 },
        { stock_code: '85123A', description: 'CREAM HEART', unit_price: 2.95 },
        { stock_code: '85123A', description: 'damages', unit_price: 0 },
        { stock_code: '85123A', description: 'damages', unit_price: 0 },
        { stock_code: '85123A', description: 'damages', unit_price: 0 },
        { stock_code: '85123A', description: null, unit_price: 2.95 },
      ],
    },
    expect: [{ code_system: 'online_retail', product_code: '85123A', product_name: 'WHITE HEART', is_merchandise: true }],
  },
  {
    name: 'of two names on equally many lines the first in the alphabet wins, and a product without a name has none',
    given: {
      'dwd.non_merchandise_code': codes,
      'ods.online_retail_line': [
        { stock_code: '22423', description: 'CAKESTAND', unit_price: 12.75 },
        { stock_code: '22423', description: 'BIG CAKESTAND', unit_price: 12.75 },
        { stock_code: '22424', description: null, unit_price: 1 },
      ],
    },
    expect: [
      { product_code: '22423', product_name: 'BIG CAKESTAND' },
      { product_code: '22424', product_name: null },
    ],
  },
  {
    name: 'codes in the seed are not merchandise, in either letter case and by pattern, in their own system only',
    given: {
      'dwd.non_merchandise_code': codes,
      'ods.online_retail_line': [
        { stock_code: 'post', unit_price: 18 },
        { stock_code: 'POSTER', unit_price: 4 },
        { stock_code: 'gift_0001_20', unit_price: 16.67 },
        { stock_code: 'GIFTWRAP', unit_price: 0.42 },
        { stock_code: '22423', unit_price: 12.75 },
      ],
    },
    expect: [
      { product_code: 'POST', is_merchandise: false },
      { product_code: 'POSTER', is_merchandise: true },
      { product_code: 'GIFT_0001_20', is_merchandise: false },
      { product_code: 'GIFTWRAP', is_merchandise: true },
      { product_code: '22423', is_merchandise: true },
    ],
  },
  {
    name: 'the catalogue and online_retail have separate codes, and a code that is sold before its catalogue arrives has no name yet',
    given: {
      'ods.online_retail_line': [{ stock_code: 'b001', description: 'BOWL', unit_price: 2 }],
      'ods.product': [
        {
          product_code: 'B001',
          product_name: '精华',
          business_line: 'beauty',
          category: 'serum',
          series: '玉润',
          launched_on: '2024-03-01',
          discontinued_on: '2026-01-01',
          suits_skin_type: '干性',
          suits_procedure_stage: 'after',
          is_limited: true,
        },
        { product_code: 'F001', product_name: '豆浆', business_line: 'food', category: 'hot_breakfast' },
      ],
      'dwd.web_order_line': [{ product_code: 'B001' }, { product_code: 'B002' }, { product_code: 'B002' }, { product_code: 'B003' }],
      'ods.pos_line': [{ product_code: 'F002' }, { product_code: null }],
    },
    expect: [
      {
        code_system: 'online_retail',
        product_code: 'B001',
        product_name: 'BOWL',
        business_line: null,
        category: null,
        series: null,
        launched_on: null,
        discontinued_on: null,
        suits_skin_type: null,
        suits_procedure_stage: null,
        is_limited: null,
        is_merchandise: true,
      },
      {
        code_system: 'catalogue',
        product_code: 'B001',
        product_name: '精华',
        business_line: 'beauty',
        category: 'serum',
        series: '玉润',
        launched_on: '2024-03-01',
        discontinued_on: '2026-01-01',
        suits_skin_type: '干性',
        suits_procedure_stage: 'after',
        is_limited: true,
        is_merchandise: true,
      },
      { code_system: 'catalogue', product_code: 'B002', product_name: null, business_line: null, category: null, is_merchandise: true },
      { code_system: 'catalogue', product_code: 'B003', product_name: null, business_line: null, category: null, is_merchandise: true },
      {
        code_system: 'catalogue',
        product_code: 'F001',
        product_name: '豆浆',
        business_line: 'food',
        category: 'hot_breakfast',
        is_merchandise: true,
      },
      { code_system: 'catalogue', product_code: 'F002', product_name: null, business_line: null, category: null, is_merchandise: true },
    ],
  },
])
