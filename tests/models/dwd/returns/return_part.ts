import { defineTests } from 'memberhouse'

const pushes = (order_item_key: number, position: number, bottom: number, top: number) => ({
  order_item_key,
  account_key: 1,
  product_key: 1,
  is_return: false,
  position,
  bottom,
  top,
})
const pops = (order_item_key: number, position: number, bottom: number, top: number) => ({
  ...pushes(order_item_key, position, bottom, top),
  is_return: true,
})
export default defineTests('dwd.return_part', [
  {
    name: 'a return pops the newest units that are left, of several sales, and the next return pops from the rest',
    given: {
      'dwd.return_lifo_stack': [
        pushes(11, 1, 0, 5),
        pushes(12, 2, 5, 8),
        pops(13, 3, 7, 8),
        pops(14, 4, 3, 7),
        pushes(15, 5, 3, 4),
        pops(16, 6, 2, 4),
      ],
    },
    expect: [
      { return_item_key: 13, reduced_item_key: 12, quantity: 1 },
      { return_item_key: 14, reduced_item_key: 12, quantity: 2 },
      { return_item_key: 14, reduced_item_key: 11, quantity: 2 },
      { return_item_key: 16, reduced_item_key: 15, quantity: 1 },
      { return_item_key: 16, reduced_item_key: 11, quantity: 1 },
    ],
  },
  {
    name: 'a return that pops no units has no part; returns by name are added',
    given: {
      'dwd.return_lifo_stack': [pops(1, 1, 0, 0), pushes(2, 2, 0, 3), pops(3, 3, 1, 3)],
      'dwd.named_return': [
        { return_item_key: 5, reduced_item_key: 4, quantity: 2 },
        { return_item_key: 6, reduced_item_key: 4, quantity: 0 },
      ],
    },
    expect: [
      { return_item_key: 3, reduced_item_key: 2, quantity: 2 },
      { return_item_key: 5, reduced_item_key: 4, quantity: 2 },
      { return_item_key: 6, reduced_item_key: 4, quantity: 0 },
    ],
  },
  {
    name: 'a refund of money alone is charged to the newest sale with units left, and takes none; without units left it has no part',
    given: {
      'dwd.return_lifo_stack': [
        pops(1, 1, 0, 0),
        pushes(2, 2, 0, 3),
        pushes(3, 3, 3, 4),
        pops(4, 4, 4, 4),
        pops(5, 5, 3, 4),
        pops(6, 6, 3, 3),
        pops(7, 7, 3, 3),
        pops(8, 8, 1, 3),
        pops(9, 9, 0, 1),
        pops(10, 10, 0, 0),
      ],
    },
    expect: [
      { return_item_key: 4, reduced_item_key: 3, quantity: 0 },
      { return_item_key: 5, reduced_item_key: 3, quantity: 1 },
      { return_item_key: 6, reduced_item_key: 2, quantity: 0 },
      { return_item_key: 7, reduced_item_key: 2, quantity: 0 },
      { return_item_key: 8, reduced_item_key: 2, quantity: 2 },
      { return_item_key: 9, reduced_item_key: 2, quantity: 1 },
    ],
  },
])
