import { defineTests } from 'memberhouse'

const month = (month_on: string, purchase_count: number, net_amount: number) => ({
  ...{ one_id: 1, business_line: '*', month_on, purchase_count, order_count: purchase_count, unit_count: 2 * purchase_count },
  ...{ gross_amount: 2 * net_amount, net_amount, discount_amount: 1 },
})
const row = (from_month: string, until_month: string | null, purchase_count: number, net_amount: number) => ({
  ...{ one_id: 1, business_line: '*', from_month, until_month, purchase_count, gross_amount: 2 * net_amount, net_amount },
})

export default defineTests('dws.member_year_span', [
  {
    name: 'a month counts at the twelve month starts after it',
    as_of: '2026-06-15',
    given: { 'dws.member_month': [month('2025-01-01', 1, 10), month('2025-03-01', 2, 20), month('2026-01-01', 1, 5)] },
    expect: [
      row('2025-02-01', '2025-04-01', 1, 10),
      row('2025-04-01', '2026-02-01', 3, 30),
      row('2026-02-01', '2026-04-01', 3, 25),
      row('2026-04-01', '2027-02-01', 1, 5),
    ],
  },
  {
    name: 'spans that ended more than five month starts before the 24 are left out; months with acts alone are no change',
    as_of: '2026-06-15',
    given: {
      'dws.member_month': [month('2022-12-01', 1, 10), { ...month('2023-01-01', 0, 0), discount_amount: 0 }, month('2023-02-01', 1, 10)],
    },
    expect: [row('2024-01-01', '2024-03-01', 1, 10), row('2024-03-01', null, 0, 0)],
  },
])
