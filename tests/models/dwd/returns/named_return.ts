import { defineTests } from 'memberhouse'

const sale = (order_item_key: number, quantity: number) => ({
  order_item_key,
  account_key: 1 as number | null,
  sold_at: '2026-01-01T10:00Z',
  sold_on: '2026-01-01',
  is_return: false,
  is_stock_correction: false,
  quantity,
})
const returnOf = (order_item_key: number, returned_item_key: number | null, quantity: number, sold_on = '2026-01-05') => ({
  ...sale(order_item_key, -quantity),
  returned_item_key,
  sold_at: `${sold_on}T10:00Z`,
  sold_on,
  is_return: true,
})

export default defineTests('dwd.named_return', [
  {
    name: 'returns of a line are taken in order of time and never exceed its units',
    given: {
      'dwd.fct_order_item': [
        sale(1, 5),
        returnOf(13, 1, 3, '2026-01-07'),
        returnOf(11, 1, 2, '2026-01-05'),
        returnOf(12, 1, 2, '2026-01-06'),
        returnOf(14, 1, 1, '2026-01-08'),
      ],
    },
    expect: [
      { return_item_key: 11, reduced_item_key: 1, quantity: 2 },
      { return_item_key: 12, reduced_item_key: 1, quantity: 2 },
      { return_item_key: 13, reduced_item_key: 1, quantity: 1 },
    ],
  },
  {
    name: 'a refund without units is charged to its line even if all units were already returned',
    given: { 'dwd.fct_order_item': [sale(1, 1), returnOf(2, 1, 1), returnOf(3, 1, 0, '2026-01-06')] },
    expect: [
      { return_item_key: 2, reduced_item_key: 1, quantity: 1 },
      { return_item_key: 3, reduced_item_key: 1, quantity: 0 },
    ],
  },
  {
    name: 'a return reduces the line that it names, whatever account it came through',
    given: {
      'dwd.fct_order_item': [
        sale(1, 5),
        { ...sale(2, 5), account_key: null },
        { ...returnOf(11, 1, 1), account_key: null },
        { ...returnOf(12, 1, 1), account_key: 2 },
        returnOf(13, 2, 1),
      ],
    },
    expect: [
      { return_item_key: 11, reduced_item_key: 1, quantity: 1 },
      { return_item_key: 12, reduced_item_key: 1, quantity: 1 },
      { return_item_key: 13, reduced_item_key: 2, quantity: 1 },
    ],
  },
  {
    name: 'a return has no row if it names no line, or one that has not arrived, is no sale, or has no units left',
    given: {
      'dwd.fct_order_item': [
        sale(1, 5),
        { ...sale(3, -5), is_stock_correction: true },
        returnOf(11, null, 1),
        returnOf(12, 99, 1),
        returnOf(13, 1, 5),
        returnOf(14, 1, 1, '2026-01-06'),
        returnOf(16, 11, 1),
        returnOf(17, 3, 1),
      ],
    },
    expect: [{ return_item_key: 13, reduced_item_key: 1, quantity: 5 }],
  },
  {
    name: 'a return that is dated before the payment of its line reduces it, with units or money alone',
    given: {
      'dwd.fct_order_item': [
        { ...sale(1, 2), sold_at: '2026-01-06T00:05Z', sold_on: '2026-01-06' },
        returnOf(11, 1, 0, '2026-01-02'),
        returnOf(12, 1, 1, '2026-01-05'),
        returnOf(13, 1, 5, '2026-01-07'),
      ],
    },
    expect: [
      { return_item_key: 11, reduced_item_key: 1, quantity: 0 },
      { return_item_key: 12, reduced_item_key: 1, quantity: 1 },
      { return_item_key: 13, reduced_item_key: 1, quantity: 1 },
    ],
  },
])
