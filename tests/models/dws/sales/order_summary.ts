import { defineTests } from 'memberhouse'

const item = {
  order_key: 1,
  account_key: 1,
  ordered_on: '2011-03-01',
  is_return: false,
  is_stock_correction: false,
  is_merchandise: true,
  quantity: 1,
  gross_amount: 10,
  returned_amount: 0,
  currency: 'GBP',
}
const part = { quantity: 1, returned_amount: 10, returned_on: '2011-03-31', currency: 'GBP' }

export default defineTests('dws.order_summary', [
  {
    name: 'a return reduces the order that it is matched with; by day of return it reduces its own document',
    as_of: '2011-04-01',
    given: {
      'dwd.fct_order_item': [
        { ...item, order_item_key: 1, quantity: 2, gross_amount: 20 },
        { ...item, order_item_key: 2, is_merchandise: false, gross_amount: 5 },
        {
          ...item,
          order_item_key: 3,
          order_key: 2,
          ordered_on: '2011-03-31',
          is_return: true,
          quantity: -1,
          gross_amount: 0,
          returned_amount: 9,
        },
      ],
      'dwd.return_match': [{ ...part, return_item_key: 3, reduced_item_key: 1, returned_amount: 9 }],
    },
    expect: [
      {
        order_key: 1,
        ordered_on: '2011-03-01',
        is_return: false,
        is_kept: true,
        line_count: 2,
        unit_count: 2,
        gross_amount: 25,
        returned_amount: 9,
        net_amount: 16,
        merchandise_net_amount: 11,
        net_by_return_day_amount: 25,
      },
      {
        order_key: 2,
        ordered_on: '2011-03-31',
        is_return: true,
        is_kept: false,
        line_count: 0,
        unit_count: 0,
        gross_amount: 0,
        returned_amount: 0,
        net_amount: 0,
        merchandise_net_amount: 0,
        net_by_return_day_amount: -9,
      },
    ],
  },
  {
    name: 'an unmatched return reduces its own document, on its own day',
    as_of: '2011-04-01',
    given: {
      'dwd.fct_order_item': [
        { ...item, order_item_key: 3, account_key: null, is_return: true, quantity: -1, gross_amount: 0, returned_amount: 10 },
      ],
      'dwd.return_match': [{ ...part, return_item_key: 3, reduced_item_key: 3 }],
    },
    expect: [{ order_key: 1, account_key: null, is_return: true, returned_amount: 10, net_amount: -10, net_by_return_day_amount: -10 }],
  },
  {
    name: 'an order is kept while it has one paid unit that was not returned; free units do not keep it',
    as_of: '2011-04-01',
    given: {
      'dwd.fct_order_item': [
        { ...item, order_item_key: 1, order_key: 1, quantity: 2, gross_amount: 20 },
        { ...item, order_item_key: 2, order_key: 2 },
        { ...item, order_item_key: 3, order_key: 2, gross_amount: 0 },
        { ...item, order_item_key: 4, order_key: 3, gross_amount: 0 },
      ],
      'dwd.return_match': [
        { ...part, return_item_key: 5, reduced_item_key: 1 },
        { ...part, return_item_key: 6, reduced_item_key: 2 },
      ],
    },
    expect: [
      { order_key: 1, is_kept: true, line_count: 1 },
      { order_key: 2, is_kept: false, line_count: 1 },
      { order_key: 3, is_kept: false, line_count: 0 },
    ],
  },
  {
    name: 'as_of is exclusive, for orders and for returns',
    as_of: '2011-04-01',
    given: {
      'dwd.fct_order_item': [
        { ...item, order_item_key: 1, order_key: 1, ordered_on: '2011-03-31' },
        { ...item, order_item_key: 2, order_key: 2, ordered_on: '2011-04-01' },
      ],
      'dwd.return_match': [{ ...part, return_item_key: 3, reduced_item_key: 1, returned_on: '2011-04-01' }],
    },
    expect: [{ order_key: 1, is_kept: true, net_amount: 10 }],
  },
  {
    name: 'stock corrections are excluded',
    as_of: '2011-04-01',
    given: { 'dwd.fct_order_item': [{ ...item, order_item_key: 1, quantity: -5, gross_amount: 0, is_stock_correction: true }] },
    expect: [],
  },
  {
    name: 'a refund without units does not change whether the order counts',
    as_of: '2026-04-01',
    given: {
      'dwd.fct_order_item': [
        { ...item, order_item_key: 1, ordered_on: '2026-03-01', currency: 'CNY' },
        {
          ...item,
          order_item_key: 2,
          order_key: 2,
          ordered_on: '2026-03-05',
          is_return: true,
          quantity: 0,
          gross_amount: 0,
          returned_amount: 3,
          currency: 'CNY',
        },
      ],
      'dwd.return_match': [
        { return_item_key: 2, reduced_item_key: 1, quantity: 0, returned_amount: 3, returned_on: '2026-03-05', currency: 'CNY' },
      ],
    },
    expect: [
      { order_key: 1, is_kept: true, unit_count: 1, net_amount: 7, net_by_return_day_amount: 10, currency: 'CNY' },
      { order_key: 2, is_kept: false, unit_count: 0, net_amount: 0, net_by_return_day_amount: -3, currency: 'CNY' },
    ],
  },
  {
    name: 'the exchange rate is the newest on or before the sale day; null before the first one and for an unknown currency',
    as_of: '2026-07-01',
    given: {
      'dwd.fct_order_item': [
        { ...item, order_item_key: 1, order_key: 1, ordered_on: '2026-06-28', currency: 'HKD' },
        { ...item, order_item_key: 2, order_key: 2, ordered_on: '2026-06-29', currency: 'HKD' },
        { ...item, order_item_key: 3, order_key: 3, ordered_on: '2026-05-31', currency: 'HKD' },
        { ...item, order_item_key: 4, order_key: 4, ordered_on: '2026-06-29', currency: 'RMB' },
        { ...item, order_item_key: 5, order_key: 5, ordered_on: '2026-06-29', currency: 'CNY' },
      ],
      'dwd.exchange_rate_span': [
        { currency: 'CNY', starts_on: '-infinity', ends_before: 'infinity', rate: 1 },
        { currency: 'HKD', starts_on: '2026-06-01', ends_before: '2026-06-29', rate: 0.91 },
        { currency: 'HKD', starts_on: '2026-06-29', ends_before: 'infinity', rate: 0.92 },
      ],
    },
    expect: [
      { order_key: 1, net_amount: 10, currency: 'HKD', exchange_rate: 0.91 },
      { order_key: 2, net_amount: 10, currency: 'HKD', exchange_rate: 0.92 },
      { order_key: 3, net_amount: 10, currency: 'HKD', exchange_rate: null },
      { order_key: 4, net_amount: 10, currency: 'RMB', exchange_rate: null },
      { order_key: 5, net_amount: 10, currency: 'CNY', exchange_rate: 1 },
    ],
  },
  {
    name: 'a return in another currency reduces the order that it names, in its own currency; a document in two currencies has two rows',
    as_of: '2026-07-01',
    given: {
      'dwd.fct_order_item': [
        { ...item, order_item_key: 1, currency: 'CNY' },
        { ...item, order_item_key: 2, order_key: 2, is_return: true, quantity: -1, gross_amount: 0, returned_amount: 11, currency: 'HKD' },
        { ...item, order_item_key: 3, order_key: 3, currency: 'CNY' },
        { ...item, order_item_key: 4, order_key: 3, gross_amount: 7, currency: 'NONE' },
      ],
      'dwd.return_match': [{ ...part, return_item_key: 2, reduced_item_key: 1, returned_amount: 11, currency: 'HKD' }],
    },
    expect: [
      { order_key: 1, is_kept: false, is_return: false, line_count: 1, gross_amount: 10, returned_amount: 0, currency: 'CNY' },
      { order_key: 1, is_kept: false, is_return: false, line_count: 0, gross_amount: 0, returned_amount: 11, currency: 'HKD' },
      { order_key: 2, is_kept: false, is_return: true, line_count: 0, gross_amount: 0, returned_amount: 0, currency: 'HKD' },
      { order_key: 3, is_kept: true, is_return: false, line_count: 1, gross_amount: 10, returned_amount: 0, currency: 'CNY' },
      { order_key: 3, is_kept: true, is_return: false, line_count: 1, gross_amount: 7, returned_amount: 0, currency: 'NONE' },
    ],
  },
])
