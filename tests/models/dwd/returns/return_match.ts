import { defineTests } from 'memberhouse'

const returnOf = (order_item_key: number, sold_on: string, quantity: number, returned_amount: number) => ({
  order_item_key,
  account_key: 1,
  sold_on,
  is_return: true,
  quantity: -quantity,
  returned_amount,
  currency: 'GBP',
})

const sale = (order_item_key: number) => ({ ...returnOf(order_item_key, '2011-01-02', -3, 0), is_return: false })

export default defineTests('dwd.return_match', [
  {
    name: 'an unmatched return reduces itself, and each part has its share of the returned amount',
    given: {
      'dwd.fct_order_item': [
        returnOf(1, '2011-01-01', 2, 18),
        sale(2),
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
      'dwd.fct_order_item': [sale(1), sale(2), returnOf(9, '2026-01-03', 3, 100), returnOf(8, '2026-01-03', 3, 0.125)],
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
      'dwd.fct_order_item': [sale(1), returnOf(5, '2026-01-03', 0, 12.5), returnOf(6, '2026-01-03', 0, 7)],
      'dwd.return_part': [{ return_item_key: 5, reduced_item_key: 1, quantity: 0 }],
    },
    expect: [
      { return_item_key: 5, reduced_item_key: 1, is_matched: true, quantity: 0, returned_amount: 12.5 },
      { return_item_key: 6, reduced_item_key: 6, is_matched: false, quantity: 0, returned_amount: 7 },
    ],
  },
  {
    name: 'returned units reduce the cost only if they can be sold again, at the unit cost of the line that they reduce',
    given: {
      'dwd.return_reason': [
        { return_reason: 'changed_mind', is_resaleable: true },
        { return_reason: 'skin_reaction', is_resaleable: false },
      ],
      'dwd.fct_order_item': [
        { order_item_key: 1, sold_on: '2026-01-01', is_return: false, quantity: 3, cost_amount: 60 },
        { order_item_key: 2, sold_on: '2026-01-01', is_return: false, quantity: 1, cost_amount: null },
        { ...returnOf(11, '2026-01-03', 1, 50), cost_amount: -25, return_reason: 'changed_mind' },
        { ...returnOf(12, '2026-01-03', 1, 50), cost_amount: -25, return_reason: 'skin_reaction' },
        { ...returnOf(13, '2026-01-03', 1, 50), cost_amount: -25 },
        { ...returnOf(14, '2026-01-03', 0, 5), cost_amount: 0, return_reason: 'changed_mind' },
        { ...returnOf(15, '2026-01-03', 1, 50), cost_amount: null, return_reason: 'changed_mind' },
        { ...returnOf(16, '2026-01-03', 2, 50), cost_amount: -42, return_reason: 'changed_mind' },
      ],
      'dwd.return_part': [11, 12, 13, 14, 15].map((return_item_key) => ({
        return_item_key,
        reduced_item_key: return_item_key === 15 ? 2 : 1,
        quantity: return_item_key === 14 ? 0 : 1,
      })),
    },
    expect: [
      { return_item_key: 11, reduced_item_key: 1, returned_cost_amount: 20 },
      { return_item_key: 12, reduced_item_key: 1, returned_cost_amount: 0 },
      { return_item_key: 13, reduced_item_key: 1, returned_cost_amount: 0 },
      { return_item_key: 14, reduced_item_key: 1, returned_cost_amount: 0 },
      { return_item_key: 15, reduced_item_key: 2, returned_cost_amount: null },
      { return_item_key: 16, reduced_item_key: 16, returned_cost_amount: 42 },
    ],
  },
  {
    name: 'a return of a line that was sold later counts on the day of the sale: nothing comes back before it was sold',
    given: {
      'dwd.fct_order_item': [{ ...sale(1), sold_on: '2026-01-06' }, returnOf(2, '2026-01-03', 1, 9)],
      'dwd.return_part': [{ return_item_key: 2, reduced_item_key: 1, quantity: 1 }],
    },
    expect: [{ return_item_key: 2, reduced_item_key: 1, is_matched: true, sold_on: '2026-01-06', returned_on: '2026-01-06' }],
  },
])
