import { defineTests } from 'memberhouse'

const days = ['2026-01-01', '2026-01-11', '2026-01-31', '2026-03-02', '2026-05-01']
const all = { one_id: 1, business_line: '*' }
const cycle = (month_on: string, last_purchased_on: string, purchase_count: number) => ({
  ...all,
  month_on,
  last_purchased_on,
  purchase_count,
})

export default defineTests('dws.member_purchase_habit', [
  {
    name: 'the shorter one of the last two gaps beside the median of those before, and the purchases after a launch with the next one',
    as_of: '2026-06-15',
    given: {
      'dws.member_cycle': [
        cycle('2026-01-01', '2026-01-31', 3),
        cycle('2026-03-01', '2026-03-02', 4),
        cycle('2026-05-01', '2026-05-01', 5),
      ],
      'dws.member_day': [
        ...days.map((sold_on, place) => ({
          ...{ ...all, sold_on, order_count: 1, purchase_number: place + 1, previous_purchased_on: days[place - 1] ?? null },
        })),
        { ...all, sold_on: '2026-04-01', order_count: 0, purchase_number: 4, previous_purchased_on: '2026-03-02' },
      ],
      'dws.member_launch_day': ['2026-01-11', '2026-03-02'].map((sold_on) => ({ ...all, sold_on })),
      'dwd.dim_product': [
        { product_key: 1, business_line: 'beauty', launched_on: '2026-03-02' },
        { product_key: 2, business_line: 'beauty', launched_on: '2026-03-20' },
        { product_key: 3, business_line: 'beauty', launched_on: '2026-02-20' },
      ],
    },
    expect: [
      { month_on: '2026-01-01', launch_purchase_count: 1, next_launch_on: '2026-02-20', recent_gap_days: null, earlier_gap_days: null },
      { month_on: '2026-03-01', launch_purchase_count: 2, next_launch_on: '2026-03-20', recent_gap_days: null, earlier_gap_days: null },
      // The gaps are 10, 20, 30 and 60 days.
      { month_on: '2026-05-01', launch_purchase_count: 2, next_launch_on: null, recent_gap_days: 30, earlier_gap_days: 15 },
    ].map((row) => ({ ...all, ...row })),
  },
  {
    name: 'without a launch in the catalogue it is unknown what followed one',
    as_of: '2026-06-15',
    given: {
      'dws.member_cycle': [cycle('2026-01-01', '2026-01-01', 1)],
      'dws.member_day': [{ ...all, sold_on: '2026-01-01', order_count: 1, purchase_number: 1 }],
      'dwd.dim_product': [{ product_key: 1, business_line: 'beauty', launched_on: null }],
    },
    expect: [{ ...all, month_on: '2026-01-01', launch_purchase_count: null, next_launch_on: null }],
  },
])
