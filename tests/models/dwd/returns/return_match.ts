import { defineTests } from 'memberhouse'

const returnOf = (order_item_key: number, ordered_on: string, quantity: number, returned_amount: number) => ({
  order_item_key,
  account_key: 1,
  ordered_on,
  is_return: true,
  quantity: -quantity,
  returned_amount,
  currency: 'GBP',
})

export default defineTests('dwd.return_match', [
  {
    name: 'an unmatched return reduces itself, and each part has its share of the returned amount',
    given: {
      'dwd.fct_order_item': [
        returnOf(1, '2011-01-01', 2, 18),
        { order_item_key: 2, account_key: 1, ordered_on: '2011-01-02', is_return: false, quantity: 3, returned_amount: 0, currency: 'GBP' },
        returnOf(3, '2011-01-03', 5, 45),
        { ...returnOf(4, '2011-01-03', 1, 9), account_key: null },
      ],
      'dwd.return_part': [{ return_item_key: 3, reduced_item_key: 2, quantity: 3 }],
    },
    expect: [
      {
        return_item_key: 1,
        reduced_item_key: 1,
        is_matched: false,
        account_key: 1,
        returned_on: '2011-01-01',
        quantity: 2,
        returned_amount: 18,
        currency: 'GBP',
      },
      {
        return_item_key: 3,
        reduced_item_key: 2,
        is_matched: true,
        account_key: 1,
        returned_on: '2011-01-03',
        quantity: 3,
        returned_amount: 27,
        currency: 'GBP',
      },
      {
        return_item_key: 3,
        reduced_item_key: 3,
        is_matched: false,
        account_key: 1,
        returned_on: '2011-01-03',
        quantity: 2,
        returned_amount: 18,
        currency: 'GBP',
      },
      {
        return_item_key: 4,
        reduced_item_key: 4,
        is_matched: false,
        account_key: null,
        returned_on: '2011-01-03',
        quantity: 1,
        returned_amount: 9,
        currency: 'GBP',
      },
    ],
  },
  {
    name: 'parts are rounded so that they add up to the returned amount',
    given: {
      'dwd.fct_order_item': [returnOf(9, '2026-01-03', 3, 100), returnOf(8, '2026-01-03', 3, 0.125)],
      'dwd.return_part': [
        { return_item_key: 9, reduced_item_key: 1, quantity: 1 },
        { return_item_key: 9, reduced_item_key: 2, quantity: 1 },
        { return_item_key: 8, reduced_item_key: 1, quantity: 1 },
        { return_item_key: 8, reduced_item_key: 2, quantity: 2 },
      ],
    },
    expect: [
      { return_item_key: 8, reduced_item_key: 1, quantity: 1, returned_amount: 0.042 },
      { return_item_key: 8, reduced_item_key: 2, quantity: 2, returned_amount: 0.083 },
      { return_item_key: 9, reduced_item_key: 1, quantity: 1, returned_amount: 33.33 },
      { return_item_key: 9, reduced_item_key: 2, quantity: 1, returned_amount: 33.34 },
      { return_item_key: 9, reduced_item_key: 9, quantity: 1, returned_amount: 33.33 },
    ],
  },
  {
    name: 'a refund without units reduces its sale, or itself if it is unmatched',
    given: {
      'dwd.fct_order_item': [returnOf(5, '2026-01-03', 0, 12.5), returnOf(6, '2026-01-03', 0, 7)],
      'dwd.return_part': [{ return_item_key: 5, reduced_item_key: 1, quantity: 0 }],
    },
    expect: [
      { return_item_key: 5, reduced_item_key: 1, is_matched: true, quantity: 0, returned_amount: 12.5 },
      { return_item_key: 6, reduced_item_key: 6, is_matched: false, quantity: 0, returned_amount: 7 },
    ],
  },
])
