import { defineTests } from 'memberhouse'

const sale = (order_item_key: number, quantity: number) => ({
  order_item_key,
  account_key: 1 as number | null,
  ordered_at: '2026-01-01T10:00Z',
  ordered_on: '2026-01-01',
  is_return: false,
  is_stock_correction: false,
  quantity,
})
const giveBack = (order_item_key: number, returned_item_key: number | null, quantity: number, ordered_on = '2026-01-05') => ({
  ...sale(order_item_key, -quantity),
  returned_item_key,
  ordered_at: `${ordered_on}T10:00Z`,
  ordered_on,
  is_return: true,
})

export default defineTests('dwd.named_return', [
  {
    name: 'a return takes from the line that it names, in order of time and no more than the line has',
    given: {
      'dwd.fct_order_item': [
        sale(1, 5),
        giveBack(13, 1, 3, '2026-01-07'),
        giveBack(11, 1, 2, '2026-01-05'),
        giveBack(12, 1, 2, '2026-01-06'),
        giveBack(14, 1, 1, '2026-01-08'),
      ],
    },
    expect: [
      { return_item_key: 11, reduced_item_key: 1, quantity: 2 },
      { return_item_key: 12, reduced_item_key: 1, quantity: 2 },
      { return_item_key: 13, reduced_item_key: 1, quantity: 1 },
    ],
  },
  {
    name: 'money alone is of the line that it names, also when all units of it are back',
    given: { 'dwd.fct_order_item': [sale(1, 1), giveBack(2, 1, 1), giveBack(3, 1, 0, '2026-01-06')] },
    expect: [
      { return_item_key: 2, reduced_item_key: 1, quantity: 1 },
      { return_item_key: 3, reduced_item_key: 1, quantity: 0 },
    ],
  },
  {
    name: 'what names no line, one that is not there, of another account, of a later day, or that is no sale takes nothing',
    given: {
      'dwd.fct_order_item': [
        sale(1, 5),
        { ...sale(2, 5), ordered_on: '2026-01-06' },
        { ...sale(3, 5), account_key: null },
        giveBack(11, null, 1),
        giveBack(12, 99, 1),
        { ...giveBack(13, 1, 1), account_key: null },
        { ...giveBack(14, 1, 1), account_key: 2 },
        giveBack(15, 2, 1),
        giveBack(16, 11, 1),
        { ...giveBack(17, 3, 1), account_key: null },
      ],
    },
    expect: [{ return_item_key: 17, reduced_item_key: 3, quantity: 1 }],
  },
])
