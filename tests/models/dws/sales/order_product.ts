import { defineTests } from 'memberhouse'

const item = {
  ...{ order_item_key: 1, order_key: 1, account_key: 5 as number | null, product_key: 7 as number | null, business_line: 'beauty' },
  ...{ sold_on: '2026-03-01', is_return: false, is_stock_correction: false, is_merchandise: true, quantity: 2, gross_amount: 200 },
}
const part = { reduced_item_key: 1, is_matched: true, is_priced: true, quantity: 1, returned_on: '2026-03-05' }
const row = { order_key: 1, product_key: 7, account_key: 5, business_line: 'beauty', sold_on: '2026-03-01' }

export default defineTests('dws.order_product', [
  {
    name: 'two lines of a product are one row, of the lowest account; postage, gifts, returns and stock corrections are no part of a basket',
    given: {
      'dwd.fct_order_item': [
        { ...item, account_key: 6 },
        { ...item, order_item_key: 2 },
        { ...item, order_item_key: 3, product_key: 8, account_key: null, business_line: 'food' },
        { ...item, order_item_key: 4, product_key: 90, is_merchandise: false },
        { ...item, order_item_key: 5, product_key: 91, gross_amount: 0 },
        { ...item, order_item_key: 6, product_key: null, is_return: true, quantity: -1, gross_amount: 0 },
        { ...item, order_item_key: 7, product_key: 92, is_stock_correction: true, quantity: -1 },
      ],
    },
    expect: [
      { ...row, returned_on: null },
      { ...row, product_key: 8, account_key: null, business_line: 'food', returned_on: null },
    ],
  },
  {
    name: 'a product is returned on the day on which the last of its units came back; a refund without units and an unmatched return change nothing',
    given: {
      'dwd.fct_order_item': [
        ...[item, { ...item, order_item_key: 2, quantity: 1 }, { ...item, order_item_key: 3, product_key: 8 }],
        { ...item, order_item_key: 4, product_key: 9, quantity: 1 },
      ],
      'dwd.return_match': [
        ...[part, { ...part, returned_on: '2026-03-09' }, { ...part, reduced_item_key: 2, returned_on: '2026-03-07' }],
        ...[part, { ...part, quantity: 0 }].map((one) => ({ ...one, reduced_item_key: 3 })),
        { ...part, reduced_item_key: 4, is_matched: false },
      ],
    },
    expect: [
      { ...row, returned_on: '2026-03-09' },
      { ...row, product_key: 8, returned_on: null },
      { ...row, product_key: 9, returned_on: null },
    ],
  },
])
