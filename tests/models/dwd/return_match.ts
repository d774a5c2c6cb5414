import { defineTests } from 'memberhouse'

const lies = (order_item_key: number, position: number, bottom: number, top: number) => ({
  order_item_key,
  account_key: 1,
  product_key: 1,
  is_return: false,
  position,
  bottom,
  top,
})
const takes = (order_item_key: number, position: number, bottom: number, top: number) => ({
  ...lies(order_item_key, position, bottom, top),
  is_return: true,
})
const sold = (order_item_key: number, ordered_on: string, quantity: number) => ({
  order_item_key,
  account_key: 1,
  ordered_on,
  is_return: false,
  quantity,
  unit_price: 10,
  currency: 'GBP',
})
const givenBack = (order_item_key: number, ordered_on: string, quantity: number) => ({
  ...sold(order_item_key, ordered_on, -quantity),
  is_return: true,
  unit_price: 9,
})

export default defineTests('dwd.return_match', [
  {
    name: 'a return takes the newest units that are left, over several sales, and the next return what is left of them',
    given: {
      'dwd.fct_order_item': [
        sold(11, '2011-01-02', 5),
        sold(12, '2011-01-03', 3),
        givenBack(13, '2011-01-04', 1),
        givenBack(14, '2011-01-05', 4),
        sold(15, '2011-01-06', 1),
        givenBack(16, '2011-01-07', 2),
      ],
      'dwd.return_pile': [
        lies(11, 1, 0, 5),
        lies(12, 2, 5, 8),
        takes(13, 3, 7, 8),
        takes(14, 4, 3, 7),
        lies(15, 5, 3, 4),
        takes(16, 6, 2, 4),
      ],
    },
    expect: [
      { return_item_key: 13, reduced_item_key: 12, quantity: 1, is_matched: true, returned_on: '2011-01-04' },
      { return_item_key: 14, reduced_item_key: 12, quantity: 2, is_matched: true, returned_on: '2011-01-05' },
      { return_item_key: 14, reduced_item_key: 11, quantity: 2, is_matched: true, returned_on: '2011-01-05' },
      { return_item_key: 16, reduced_item_key: 15, quantity: 1, is_matched: true, returned_on: '2011-01-07' },
      { return_item_key: 16, reduced_item_key: 11, quantity: 1, is_matched: true, returned_on: '2011-01-07' },
    ],
  },
  {
    name: 'what finds no sale reduces the return itself, and each part is worth what was given back',
    given: {
      'dwd.fct_order_item': [
        givenBack(1, '2011-01-01', 2),
        sold(2, '2011-01-02', 3),
        givenBack(3, '2011-01-03', 5),
        { ...givenBack(4, '2011-01-03', 1), account_key: null },
      ],
      'dwd.return_pile': [takes(1, 1, 0, 0), lies(2, 2, 0, 3), takes(3, 3, 0, 3)],
    },
    expect: [
      { return_item_key: 1, reduced_item_key: 1, is_matched: false, account_key: 1, quantity: 2, returned_amount: 18, currency: 'GBP' },
      { return_item_key: 3, reduced_item_key: 2, is_matched: true, account_key: 1, quantity: 3, returned_amount: 27, currency: 'GBP' },
      { return_item_key: 3, reduced_item_key: 3, is_matched: false, account_key: 1, quantity: 2, returned_amount: 18, currency: 'GBP' },
      { return_item_key: 4, reduced_item_key: 4, is_matched: false, account_key: null, quantity: 1, returned_amount: 9, currency: 'GBP' },
    ],
  },
])
