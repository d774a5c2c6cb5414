import { defineTests } from 'memberhouse'

const rule = { business_line: '*', window_days: 365, method: 'quantile', monetary_days: 'window' }
const members = (...ids: number[]) =>
  ids.map((one_id) => ({ one_id, business_line: '*', membership: 'member', currency: 'GBP', net_amount: 500 }))
const day = (one_id: number, sold_on: string, net_amount: number, order_count = 1) => ({
  ...{ one_id, business_line: '*', sold_on, order_count, net_amount },
})
const row = (one_id: number, last_purchased_on: string | null, purchase_count: number, monetary_amount: number) => ({
  ...{ one_id, business_line: '*', method: 'quantile', last_purchased_on, purchase_count, monetary_amount },
})

export default defineTests('dws.rfm_window', [
  {
    name: 'the window includes its first day and no earlier one; a day without an order that counts has money but no purchase; visitors have no row',
    as_of: '2011-06-01',
    given: {
      'dws.rfm_rule': [rule],
      'dws.member_summary': [...members(1, 2, 3, 4), { ...members(5)[0]!, membership: 'visitor' }],
      'dws.member_day': [
        day(1, '2010-06-01', 10),
        day(1, '2010-05-31', 99),
        day(2, '2010-05-31', 99),
        day(4, '2011-05-01', -7, 0),
        day(5, '2011-05-01', 10),
      ],
    },
    expect: [row(1, '2010-06-01', 1, 10), row(4, null, 0, -7)],
  },
  {
    name: 'the days, the method and the meaning of M are those of the line',
    as_of: '2011-06-01',
    given: {
      'dws.rfm_rule': [
        { ...rule, window_days: 30 },
        { business_line: 'food', window_days: 10, method: 'threshold', monetary_days: 'life' },
      ],
      'dws.member_summary': [...members(1, 2), { ...members(1)[0]!, business_line: 'food' }],
      'dws.member_day': [
        day(1, '2011-05-02', 10),
        day(2, '2011-05-01', 10),
        { ...day(1, '2011-05-22', 7), business_line: 'food' },
        { ...day(1, '2011-05-21', 7), business_line: 'food' },
      ],
    },
    expect: [row(1, '2011-05-02', 1, 10), { ...row(1, '2011-05-22', 1, 500), business_line: 'food', method: 'threshold' }],
  },
])
