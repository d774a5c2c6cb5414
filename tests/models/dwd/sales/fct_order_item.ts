import { defineTests } from 'memberhouse'

const item = { order_id: '1', quantity: 1, unit_price: 9, gross_amount: 9, returned_amount: 0, currency: 'CNY' }

export default defineTests('dwd.fct_order_item', [
  {
    name: 'has the items of every order system; those of online_retail alone can be stock corrections, and have no store, discount or cost',
    given: {
      'dwd.online_retail_order_item': [
        { ...item, order_item_key: 1, order_system: 'online_retail', source: 'online_retail', is_stock_correction: true },
      ],
      'dwd.web_order_item': [
        { ...item, order_item_key: 2, order_system: 'marketplace', source: 'marketplace', store_code: 'SHOP01', coupon_discount_amount: 2 },
        { ...item, order_item_key: 3, order_system: 'mall', source: 'app', promotion_discount_amount: 2, cost_amount: 3 },
      ],
      'dwd.pos_order_item': [
        {
          ...{ ...item, order_item_key: 4, order_system: 'pos', source: 'pos', store_code: 'S1', quantity: -1 },
          ...{ gross_amount: 0, returned_amount: 7, other_discount_amount: -2, return_reason: 'damaged', returned_item_key: 7 },
        },
      ],
    },
    expect: [
      {
        ...{ ...item, order_item_key: 1, order_system: 'online_retail', source: 'online_retail', store_code: null },
        ...{
          is_stock_correction: true,
          promotion_discount_amount: 0,
          coupon_discount_amount: 0,
          other_discount_amount: 0,
          cost_amount: null,
          returned_item_key: null,
        },
      },
      {
        ...{ ...item, order_item_key: 2, order_system: 'marketplace', source: 'marketplace', store_code: 'SHOP01' },
        ...{ is_stock_correction: false, coupon_discount_amount: 2, cost_amount: null, returned_item_key: null },
      },
      {
        ...{ ...item, order_item_key: 3, order_system: 'mall', source: 'app', store_code: null },
        ...{ is_stock_correction: false, promotion_discount_amount: 2, cost_amount: 3, returned_item_key: null },
      },
      {
        ...{ ...item, order_item_key: 4, order_system: 'pos', source: 'pos', store_code: 'S1', quantity: -1 },
        ...{ gross_amount: 0, returned_amount: 7 },
        ...{ is_stock_correction: false, other_discount_amount: -2, return_reason: 'damaged', cost_amount: null, returned_item_key: 7 },
      },
    ],
  },
])
