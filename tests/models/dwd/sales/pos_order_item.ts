import { defineTests } from 'memberhouse'

const references = {
  'dwd.source_setting': [{ source: 'pos', time_zone: 'Asia/Shanghai' }],
  'dwd.dim_product': [{ product_key: 1, code_system: 'catalogue', product_code: 'F001', is_merchandise: true }],
}
const line = {
  receipt_no: 'S01-1',
  line_no: 1,
  store_code: 'S01',
  card_no: '88' as string | null,
  sold_at: '2026-01-01 07:30',
  product_code: 'F001',
  quantity: 3,
  list_price: 5,
  discount_amount: 2,
  coupon_amount: 1,
  paid_amount: 12,
  promotion_id: 'PR1' as string | null,
  coupon_id: 'C1',
  unit_cost: 2,
  currency: 'CNY',
}

export default defineTests('dwd.pos_order_item', [
  {
    name: 'a negative line returns the amount paid for it and names the line of the receipt',
    given: {
      ...references,
      'ods.pos_line': [
        line,
        {
          ...line,
          receipt_no: 'S01-2',
          sold_at: '2026-01-03 07:30',
          quantity: -1,
          discount_amount: -1,
          coupon_amount: 0,
          paid_amount: -4,
          return_reason: 'changed_mind',
          returned_receipt_no: 'S01-1',
          returned_line_no: 1,
        },
      ],
    },
    expect: [
      {
        order_id: 'S01-1',
        order_item_key: '-7674108597937647031',
        returned_item_key: null,
        account_key: '3299656386733232314',
        product_key: 1,
        order_system: 'pos',
        source: 'pos',
        store_code: 'S01',
        ordered_at: '2025-12-31T23:30Z',
        sold_at: '2025-12-31T23:30Z',
        sold_on: '2026-01-01',
        is_return: false,
        quantity: 3,
        promotion_discount_amount: 2,
        coupon_discount_amount: 1,
        other_discount_amount: 0,
        promotion_id: 'PR1',
        coupon_id: 'C1',
        return_reason: null,
        gross_amount: 12,
        returned_amount: 0,
        cost_amount: 6,
      },
      {
        order_id: 'S01-2',
        order_item_key: '2943557333148083158',
        returned_item_key: '-7674108597937647031',
        account_key: '3299656386733232314',
        product_key: 1,
        order_system: 'pos',
        source: 'pos',
        store_code: 'S01',
        ordered_at: '2026-01-02T23:30Z',
        sold_at: '2026-01-02T23:30Z',
        sold_on: '2026-01-03',
        is_return: true,
        quantity: -1,
        promotion_discount_amount: -1,
        coupon_discount_amount: 0,
        other_discount_amount: 0,
        promotion_id: 'PR1',
        coupon_id: 'C1',
        return_reason: 'changed_mind',
        gross_amount: 0,
        returned_amount: 4,
        cost_amount: -2,
      },
    ],
  },
  {
    name: 'a receipt without a card is anonymous, and a product that is not in the catalogue is sold without a key',
    given: { ...references, 'ods.pos_line': [{ ...line, card_no: null, product_code: 'F999', promotion_id: null }] },
    expect: [
      {
        ...{ account_key: null, product_key: null, is_merchandise: true, source_account_id: null, gross_amount: 12 },
        ...{ promotion_discount_amount: 0, coupon_discount_amount: 1, other_discount_amount: 2 },
      },
    ],
  },
  {
    name: 'a currency is read in any case; an empty one is `NONE`, and an unknown one stays as sent',
    given: {
      ...references,
      'ods.pos_line': [' cny', 'RMB', '', null].map((currency, place) => ({ ...line, line_no: place + 1, currency })),
    },
    expect: ['CNY', 'RMB', 'NONE', 'NONE'].map((currency) => ({ order_id: 'S01-1', gross_amount: 12, currency })),
  },
  {
    name: 'a line that returns money without units is a return',
    given: {
      ...references,
      'ods.pos_line': [
        {
          ...{ ...line, receipt_no: 'S01-2', quantity: 0, discount_amount: 0, coupon_amount: 0, paid_amount: -4 },
          ...{ returned_receipt_no: 'S01-1', returned_line_no: 1 },
        },
      ],
    },
    expect: [
      {
        ...{ order_id: 'S01-2', is_return: true, quantity: 0, gross_amount: 0, returned_amount: 4, cost_amount: 0 },
        ...{ returned_item_key: '-7674108597937647031', other_discount_amount: 4 },
      },
    ],
  },
  {
    name: 'an exchange returns no units and sells none: the receipt that sold the unit keeps it; each line has its guide',
    given: {
      ...references,
      'dwd.return_reason': [{ return_reason: 'exchange', is_exchange: true }],
      'ods.pos_line': [
        { ...line, guide_id: 'G1' },
        {
          ...{ ...line, receipt_no: 'S01-2', quantity: -1, discount_amount: -5, coupon_amount: 0, paid_amount: 0, promotion_id: null },
          ...{ returned_receipt_no: 'S01-1', returned_line_no: 1, return_reason: 'exchange', guide_id: 'G2' },
        },
        {
          ...{ ...line, receipt_no: 'S01-2', line_no: 2, quantity: 1, discount_amount: 5, coupon_amount: 0, paid_amount: 0 },
          ...{ promotion_id: null, guide_id: 'G2' },
        },
      ],
    },
    expect: (
      [
        ['S01-1', false, 3, 12, 0, 6, 'G1'],
        ['S01-2', true, 0, 0, 0, 0, 'G2'],
        ['S01-2', false, 1, 0, 5, 2, 'G2'],
      ] as const
    ).map(([order_id, is_return, quantity, gross_amount, other_discount_amount, cost_amount, guide_id]) => ({
      ...{ order_id, is_return, quantity, gross_amount, other_discount_amount, cost_amount, guide_id, returned_amount: 0 },
    })),
  },
])
