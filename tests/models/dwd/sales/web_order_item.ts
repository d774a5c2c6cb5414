import { defineTests } from 'memberhouse'

const products = [
  { product_key: 1, code_system: 'catalogue', product_code: 'B001', is_merchandise: true },
  { product_key: 2, code_system: 'online_retail', product_code: 'B001', is_merchandise: false },
  { product_key: 3, code_system: 'catalogue', product_code: 'F001', is_merchandise: true },
]
const marketplace = { order_system: 'marketplace', source: 'marketplace', source_account_id: '22', store_code: 'SHOP01', currency: 'CNY' }
const mall = { order_system: 'mall', source: 'app', source_account_id: '22', store_code: 'APP01', currency: 'CNY' }
const line = {
  ...{ order_id: '100', line_no: 1, ordered_at: '2025-12-31T15:30Z', sold_at: '2025-12-31T17:30Z', sold_on: '2026-01-01' as string | null },
  ...{ product_code: 'B001', quantity: 2, list_price: 100, discount_amount: 30, coupon_amount: 20, paid_amount: 150, unit_cost: 30 },
  ...{ promotion_id: 'PR1', coupon_id: 'C1' },
}
const refund = {
  ...{ refund_id: '100', order_id: '100', line_no: 1, quantity: 1, refund_amount: 75 },
  ...{ refunded_at: '2026-01-03T17:30Z', refunded_on: '2026-01-04', return_reason: 'damaged' },
}
const both = {
  'dwd.dim_product': products,
  'dwd.web_order_line': [
    { ...marketplace, ...line },
    { ...mall, ...line },
  ],
  'dwd.web_refund': [
    { ...marketplace, ...refund },
    { ...mall, ...refund },
  ],
}
const sale = {
  ...{
    product_key: 1,
    order_id: '100',
    ordered_at: '2025-12-31T15:30Z',
    sold_at: '2025-12-31T17:30Z',
    sold_on: '2026-01-01',
    is_return: false,
  },
  ...{ is_merchandise: true, quantity: 2, unit_price: 100 },
  ...{ promotion_discount_amount: 30, coupon_discount_amount: 20, other_discount_amount: 0 },
  ...{ gross_amount: 150, returned_amount: 0, cost_amount: 60, promotion_id: 'PR1', coupon_id: 'C1', return_reason: null },
}
const refunded = {
  ...{
    product_key: 1,
    order_id: 'refund:100',
    ordered_at: '2026-01-03T17:30Z',
    sold_at: '2026-01-03T17:30Z',
    sold_on: '2026-01-04',
    is_return: true,
  },
  ...{
    is_merchandise: true,
    quantity: -1,
    unit_price: 100,
    other_discount_amount: -25,
    gross_amount: 0,
    returned_amount: 75,
    cost_amount: -30,
  },
  ...{ promotion_discount_amount: 0, coupon_discount_amount: 0, promotion_id: 'PR1', coupon_id: 'C1', return_reason: 'damaged' },
}

// Its price was corrected by 4 without a promotion.
const second = {
  ...{
    line_no: 2,
    product_code: 'F001',
    quantity: 1,
    list_price: 40,
    discount_amount: 4,
    coupon_amount: 6,
    paid_amount: 30,
    unit_cost: 10,
  },
  promotion_id: null,
}
const reduced = { promotion_discount_amount: 0, coupon_discount_amount: 6, other_discount_amount: 4, promotion_id: null }

export default defineTests('dwd.web_order_item', [
  {
    name: 'a line is sold for the amount paid; a refund is a document of its own on its own day',
    given: both,
    expect: [
      { ...marketplace, ...sale },
      { ...mall, ...sale },
      { ...marketplace, ...refunded },
      { ...mall, ...refunded },
    ],
  },
  {
    name: 'keys of lines and documents are of the order system, that of the account of its source; the refund names its line',
    given: both,
    expect: [
      {
        order_item_key: '7186785701661275809',
        order_key: '-1735990893505351912',
        account_key: '2697186774134503885',
        returned_item_key: null,
      },
      {
        order_item_key: '-8650419346496867764',
        order_key: '2161198581031347420',
        account_key: '4994491034628455354',
        returned_item_key: null,
      },
      {
        order_item_key: '4914930768831229436',
        order_key: '4914930768831229436',
        account_key: '2697186774134503885',
        returned_item_key: '7186785701661275809',
      },
      {
        order_item_key: '672943865658888220',
        order_key: '672943865658888220',
        account_key: '4994491034628455354',
        returned_item_key: '-8650419346496867764',
      },
    ],
  },
  {
    name: 'a refund of the second line of an order has the product, price and cost of that line',
    given: {
      'dwd.dim_product': products,
      'dwd.web_order_line': [
        { ...mall, ...line },
        { ...mall, ...line, ...second },
      ],
      'dwd.web_refund': [{ ...mall, ...refund, line_no: 2, refund_amount: 30 }],
    },
    expect: [
      { order_item_key: '-8650419346496867764', returned_item_key: null, ...sale },
      {
        ...{ order_item_key: '-9210631490872602007', returned_item_key: null },
        ...{ ...sale, product_key: 3, quantity: 1, unit_price: 40, ...reduced, gross_amount: 30, cost_amount: 10 },
      },
      {
        ...{ order_item_key: '672943865658888220', returned_item_key: '-9210631490872602007' },
        ...{
          ...refunded,
          promotion_id: null,
          product_key: 3,
          unit_price: 40,
          other_discount_amount: -10,
          returned_amount: 30,
          cost_amount: -10,
        },
      },
    ],
  },
  {
    name: 'an unpaid line is no sale; a product that is not in the catalogue is sold without a key',
    given: {
      'dwd.dim_product': products,
      'dwd.web_order_line': [
        { ...mall, ...line, sold_on: null },
        { ...mall, ...line, order_id: '102', product_code: 'B999' },
      ],
    },
    expect: [{ order_id: '102', product_key: null, is_merchandise: true }],
  },
  {
    name: 'a refund without units, and a refund of a line that has not arrived, return their amount',
    given: {
      'dwd.dim_product': products,
      'dwd.web_order_line': [{ ...mall, ...line }],
      'dwd.web_refund': [
        { ...mall, ...refund, refund_id: '1', quantity: 0, refund_amount: 10 },
        { ...mall, ...refund, refund_id: '2', order_id: '999' },
        { ...marketplace, ...refund, refund_id: '3' },
      ],
    },
    expect: [
      { order_id: '100', is_return: false, quantity: 2, unit_price: 100, other_discount_amount: 0, returned_amount: 0, cost_amount: 60 },
      {
        order_id: 'refund:1',
        is_return: true,
        quantity: 0,
        unit_price: 100,
        other_discount_amount: 10,
        returned_amount: 10,
        cost_amount: 0,
      },
      {
        order_id: 'refund:2',
        is_return: true,
        quantity: -1,
        unit_price: 0,
        other_discount_amount: 75,
        returned_amount: 75,
        cost_amount: null,
      },
      {
        order_id: 'refund:3',
        is_return: true,
        quantity: -1,
        unit_price: 0,
        other_discount_amount: 75,
        returned_amount: 75,
        cost_amount: null,
      },
    ],
  },
  {
    name: 'a currency is read in any case; an order or refund that names none has `NONE`',
    given: {
      'dwd.dim_product': products,
      'dwd.web_order_line': [{ ...mall, ...line, currency: 'cny ' }],
      'dwd.web_refund': [{ ...mall, ...refund, currency: null }],
    },
    expect: [
      { order_id: '100', gross_amount: 150, returned_amount: 0, currency: 'CNY' },
      { order_id: 'refund:100', gross_amount: 0, returned_amount: 75, currency: 'NONE' },
    ],
  },
])
