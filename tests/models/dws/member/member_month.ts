import { defineTests } from 'memberhouse'

const day = {
  ...{ one_id: 1, business_line: '*', sold_on: '2026-05-01', order_count: 2, unit_count: 3, gross_amount: 10, net_amount: 8 },
  ...{ discount_amount: 1, cost_amount: 4 },
}

export default defineTests('dws.member_month', [
  {
    name: 'a finished month adds up its sale days and acts; the month of as_of has no row, and acts are of all business lines',
    as_of: '2026-06-30',
    given: {
      'dws.member_day': [
        day,
        { ...day, sold_on: '2026-05-31', order_count: 0, unit_count: 0, net_amount: -2, cost_amount: null },
        { ...day, business_line: 'food' },
        { ...day, sold_on: '2026-06-01' },
      ],
      'dwd.observed_source': [{ source: 'ods.event', first_on: '2026-05-02', last_on: '2026-06-01' }],
      'dws.member_act_month': [
        { one_id: 1, month_on: '2026-05-01', engaged_day_count: 1, act_count: 4 },
        { one_id: 2, month_on: '2026-05-01', engaged_day_count: 1, act_count: 1 },
        { one_id: 2, month_on: '2026-06-01', engaged_day_count: 1, act_count: 1 },
        { one_id: 3, month_on: '2026-05-01', engaged_day_count: 0, act_count: 0 },
      ],
    },
    expect: [
      {
        ...{ one_id: 1, business_line: '*', month_on: '2026-05-01', purchase_count: 1, order_count: 2, unit_count: 3, gross_amount: 20 },
        ...{ net_amount: 6, discount_amount: 2, cost_amount: 4, engaged_day_count: 1, act_count: 4 },
      },
      {
        ...{ one_id: 1, business_line: 'food', month_on: '2026-05-01', purchase_count: 1, order_count: 2, unit_count: 3, gross_amount: 10 },
        ...{ net_amount: 8, discount_amount: 1, cost_amount: 4, engaged_day_count: null, act_count: null },
      },
      {
        ...{ one_id: 2, business_line: '*', month_on: '2026-05-01', purchase_count: 0, order_count: 0, unit_count: 0, gross_amount: 0 },
        ...{ net_amount: 0, discount_amount: 0, cost_amount: null, engaged_day_count: 1, act_count: 1 },
      },
    ],
  },
  {
    name: 'a month has no figure of acts before they were first observed and after they were last observed, and 0 between',
    as_of: '2026-07-01',
    given: {
      'dws.member_day': ['2026-01-31', '2026-02-01', '2026-03-31', '2026-04-01'].map((sold_on) => ({ ...day, sold_on })),
      'dwd.observed_source': [
        { source: 'ods.touch', first_on: '2026-02-28', last_on: '2026-03-01' },
        { source: 'ods.coupon', first_on: '2025-01-01', last_on: '2026-12-31' },
      ],
    },
    expect: [
      { month_on: '2026-01-01', engaged_day_count: null, act_count: null },
      { month_on: '2026-02-01', engaged_day_count: 0, act_count: 0 },
      { month_on: '2026-03-01', engaged_day_count: 0, act_count: 0 },
      { month_on: '2026-04-01', engaged_day_count: null, act_count: null },
    ],
  },
  {
    name: 'as of the first day of a month, the month before is finished',
    as_of: '2026-06-01',
    given: { 'dws.member_day': [day] },
    expect: [{ one_id: 1, month_on: '2026-05-01', order_count: 2 }],
  },
])
