import { defineTests } from 'memberhouse'

export default defineTests('dwd.product_price_span', [
  {
    name: 'a price is valid until the next one of the same product begins',
    given: {
      'ods.product_price': [
        { product_code: 'B1', valid_from: '2026-03-01', list_price: 120, unit_cost: 30, currency: 'CNY' },
        { product_code: 'B1', valid_from: '2026-01-01', list_price: 100, unit_cost: 30, currency: 'CNY' },
        { product_code: 'F1', valid_from: '2026-02-01', list_price: 5, unit_cost: null, currency: 'CNY' },
      ],
    },
    expect: [
      { starts_on: '2026-01-01', ends_before: '2026-03-01', list_price: 100, previous_list_price: null, unit_cost: 30 },
      { starts_on: '2026-03-01', ends_before: null, list_price: 120, previous_list_price: 100, unit_cost: 30 },
      { starts_on: '2026-02-01', ends_before: null, list_price: 5, previous_list_price: null, unit_cost: null },
    ],
  },
])
