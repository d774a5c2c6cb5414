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
export default defineTests('dwd.return_part', [
  {
    name: 'a return takes the newest units that are left, over several sales, and the next return what is left of them',
    given: {
      'dwd.return_lifo_stack': [
        lies(11, 1, 0, 5),
        lies(12, 2, 5, 8),
        takes(13, 3, 7, 8),
        takes(14, 4, 3, 7),
        lies(15, 5, 3, 4),
        takes(16, 6, 2, 4),
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
    name: 'a return that finds nothing has no part, and what returns take by name stands beside what they take from piles',
    given: {
      'dwd.return_lifo_stack': [takes(1, 1, 0, 0), lies(2, 2, 0, 3), takes(3, 3, 1, 3)],
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
])
