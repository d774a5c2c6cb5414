import { defineTests } from 'memberhouse'

const account = { account_key: 10 }

export default defineTests('ads.member_timeline', [
  {
    name: 'the acts of all accounts of a person before as_of, an act that has not happened in none',
    given: {
      'dwd.one_id_map': [
        { account_key: 10, one_id: 1 },
        { account_key: 11, one_id: 1 },
      ],
      'dws.lifecycle_rule': [
        { business_line: '*', judged_on: '2026-06-01' },
        { business_line: '*', judged_on: '2026-06-15' },
      ],
      'dwd.fct_order': [
        {
          ...{ ...account, order_id: 'A1', source: 'mini', status: 'paid', gross_amount: 99, ordered_at: '2026-05-01 10:00+08' },
          ...{ ordered_on: '2026-05-01', paid_at: '2026-05-02 10:00+08', sold_on: '2026-05-02' },
        },
        { ...account, order_id: 'A2', source: 'mini', status: 'placed', ordered_at: '2026-06-15 10:00+08', ordered_on: '2026-06-15' },
      ],
      'dwd.fct_order_item': [
        {
          ...{ account_key: 11, order_id: 'refund 7', source: 'app', is_return: true, returned_amount: 20, return_reason: 'broken' },
          ...{ sold_at: '2026-05-09 10:00+08', sold_on: '2026-05-09' },
        },
        { account_key: 11, order_id: 'A3', source: 'app', is_return: false, sold_on: '2026-05-09' },
      ],
      'dwd.fct_coupon': [{ ...account, coupon_id: 'C1', offer: 'welcome', face_amount: 20, source: 'mini', issued_on: '2026-04-01' }],
    },
    expect: [
      { one_id: 1, occurred_on: '2026-05-02', kind: 'order', title: 'paid', amount: 99, channel: 'mini', reference: 'A1' },
      { one_id: 1, occurred_on: '2026-05-09', kind: 'return', title: 'broken', amount: -20, channel: 'app', reference: 'refund 7' },
      { one_id: 1, occurred_on: '2026-04-01', kind: 'coupon_issued', title: 'welcome', amount: 20, channel: 'mini', reference: 'C1' },
    ],
  },
])
