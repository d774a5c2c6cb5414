import { defineTests } from 'memberhouse'

const item = { account_key: 1, product_key: 1, is_return: false, is_stock_correction: false }
const sale = (order_item_key: number, sold_at: string, quantity: number) => ({ ...item, order_item_key, sold_at, quantity })
const returnOf = (order_item_key: number, sold_at: string, quantity: number) => ({
  ...sale(order_item_key, sold_at, -quantity),
  is_return: true,
})

export default defineTests('dwd.return_lifo_stack', [
  {
    name: 'sales push units, returns pop them, and a stack is never below empty',
    given: {
      'dwd.fct_order_item': [
        returnOf(10, '2011-01-01T09:00Z', 2),
        sale(11, '2011-01-02T09:00Z', 5),
        sale(12, '2011-01-03T09:00Z', 3),
        returnOf(13, '2011-01-04T09:00Z', 4),
        returnOf(14, '2011-01-05T09:00Z', 9),
        sale(15, '2011-01-06T09:00Z', 1),
        returnOf(16, '2011-01-07T09:00Z', 1),
      ],
    },
    expect: [
      { order_item_key: 10, is_return: true, position: 1, bottom: 0, top: 0 },
      { order_item_key: 11, is_return: false, position: 2, bottom: 0, top: 5 },
      { order_item_key: 12, is_return: false, position: 3, bottom: 5, top: 8 },
      { order_item_key: 13, is_return: true, position: 4, bottom: 4, top: 8 },
      { order_item_key: 14, is_return: true, position: 5, bottom: 0, top: 4 },
      { order_item_key: 15, is_return: false, position: 6, bottom: 0, top: 1 },
      { order_item_key: 16, is_return: true, position: 7, bottom: 0, top: 1 },
    ],
  },
  {
    name: 'at the same moment, the sale comes first',
    given: { 'dwd.fct_order_item': [returnOf(1, '2011-01-02T09:00Z', 5), sale(2, '2011-01-02T09:00Z', 5)] },
    expect: [
      { order_item_key: 2, position: 1, bottom: 0, top: 5 },
      { order_item_key: 1, position: 2, bottom: 0, top: 5 },
    ],
  },
  {
    name: 'products without a return, sales after the last return, stock corrections and anonymous customers are on no stack',
    given: {
      'dwd.fct_order_item': [
        { ...sale(1, '2011-01-02T09:00Z', 5), product_key: 2 },
        sale(2, '2011-01-02T09:00Z', 5),
        { ...sale(3, '2011-01-02T10:00Z', -5), is_stock_correction: true },
        returnOf(4, '2011-01-03T09:00Z', 1),
        sale(5, '2011-01-04T09:00Z', 5),
        { ...sale(6, '2011-01-02T09:00Z', 5), account_key: null },
        { ...returnOf(7, '2011-01-03T09:00Z', 5), account_key: null },
      ],
    },
    expect: [{ order_item_key: 2 }, { order_item_key: 4 }],
  },
  {
    name: 'a return that its line covers is on no stack, nor are the units that it takes from its line',
    given: {
      'dwd.fct_order_item': [
        sale(1, '2026-01-01T09:00Z', 5),
        { ...returnOf(2, '2026-01-03T09:00Z', 2), returned_item_key: 1 },
        returnOf(3, '2026-01-04T09:00Z', 1),
        { ...sale(4, '2026-01-01T09:00Z', 5), product_key: 2 },
        { ...returnOf(5, '2026-01-03T09:00Z', 5), product_key: 2, returned_item_key: 4 },
      ],
      'dwd.named_return': [
        { return_item_key: 2, reduced_item_key: 1, quantity: 2 },
        { return_item_key: 5, reduced_item_key: 4, quantity: 5 },
      ],
    },
    expect: [
      { order_item_key: 1, is_return: false, position: 1, bottom: 0, top: 3 },
      { order_item_key: 3, is_return: true, position: 2, bottom: 2, top: 3 },
    ],
  },
  {
    name: 'a return whose named line is missing pops all its units, one whose line has too few pops the rest, and a refund of money none',
    given: {
      'dwd.fct_order_item': [
        sale(1, '2026-01-01T09:00Z', 5),
        sale(2, '2026-01-02T09:00Z', 1),
        { ...returnOf(3, '2026-01-03T09:00Z', 1), returned_item_key: 99 },
        { ...returnOf(4, '2026-01-04T09:00Z', 3), returned_item_key: 2 },
        { ...returnOf(5, '2026-01-05T09:00Z', 0), returned_item_key: 99 },
      ],
      'dwd.named_return': [{ return_item_key: 4, reduced_item_key: 2, quantity: 1 }],
    },
    expect: [
      { order_item_key: 1, position: 1, bottom: 0, top: 5 },
      { order_item_key: 2, position: 2, bottom: 5, top: 5 },
      { order_item_key: 3, position: 3, bottom: 4, top: 5 },
      { order_item_key: 4, position: 4, bottom: 2, top: 4 },
      { order_item_key: 5, position: 5, bottom: 2, top: 2 },
    ],
  },
  {
    name: 'a refund of money alone is on the stack unless its line has arrived; then it is on none',
    given: {
      'dwd.fct_order_item': [
        sale(1, '2026-01-01T09:00Z', 2),
        returnOf(2, '2026-01-02T09:00Z', 0),
        { ...sale(3, '2026-01-01T09:00Z', 2), product_key: 2 },
        { ...returnOf(4, '2026-01-02T09:00Z', 0), product_key: 2, returned_item_key: 3 },
      ],
      'dwd.named_return': [{ return_item_key: 4, reduced_item_key: 3, quantity: 0 }],
    },
    expect: [
      { order_item_key: 1, position: 1, bottom: 0, top: 2 },
      { order_item_key: 2, position: 2, bottom: 2, top: 2 },
    ],
  },
])
