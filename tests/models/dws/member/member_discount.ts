import { defineTests } from 'memberhouse'

const parameters = { discount_window_days: 365, price_sensitive_line_count: 3, price_sensitive_excess_rate: 0.25 }
const spans = Object.entries(parameters).map(([name, value]) => ({
  ...{ name, business_line: '*', starts_on: '2000-01-01', ends_before: 'infinity', value },
}))
const member = (one_id: number) => ({ one_id, membership: 'member' })
const bought = (one_id: number, sold_on: string, line_count: number, discounted_line_count: number) => ({
  ...{ one_id, business_line: '*', sold_on, line_count, discounted_line_count },
})
const sold = (order_key: number, sold_on: string, line_count: number, discounted_line_count: number) => ({
  ...{ order_key, business_line: '*', sold_on, effective_on: sold_on, line_count, discounted_line_count },
})

export default defineTests('dws.member_discount', [
  {
    name: 'compared with all sales on the same days: a festival makes nobody price-sensitive, and three lines are asked for',
    as_of: '2026-06-15',
    given: {
      'dwd.parameter_span': spans,
      'dws.member_status': [member(1), member(2), member(3), { one_id: 4, membership: 'visitor' }],
      'dws.member_day': [
        ...[bought(1, '2026-03-01', 2, 2), bought(1, '2026-06-08', 2, 2), bought(2, '2026-06-08', 4, 4)],
        ...[bought(3, '2026-03-01', 2, 2), bought(4, '2026-03-01', 3, 3)],
      ],
      // 4 of 8 lines on an ordinary day, 9 of 10 on the festival.
      'dws.order_summary': [sold(1, '2026-03-01', 8, 4), sold(2, '2026-06-08', 10, 9)],
    },
    // Member 1: all of 4 lines, where (2 × 0.5 + 2 × 0.9) / 4 = 0.7 is usual.
    expect: [
      { one_id: 1, line_count: 4, discounted_line_count: 4, discounted_rate: 1, usual_discounted_rate: 0.7, is_price_sensitive: true },
      { one_id: 2, line_count: 4, discounted_line_count: 4, discounted_rate: 1, usual_discounted_rate: 0.9, is_price_sensitive: false },
      { one_id: 3, line_count: 2, discounted_line_count: 2, discounted_rate: 1, usual_discounted_rate: 0.5, is_price_sensitive: false },
    ],
  },
  {
    name: 'exactly the bound is enough; the window has 365 days, and a day with returns only is no line',
    as_of: '2026-06-15',
    given: {
      'dwd.parameter_span': spans,
      'dws.member_status': [member(1), member(2), member(3)],
      'dws.member_day': [...[bought(1, '2025-06-15', 4, 3), bought(2, '2025-06-14', 4, 4), bought(3, '2026-01-01', 0, 0)]],
      'dws.order_summary': [
        ...[sold(1, '2025-06-15', 8, 4), sold(2, '2025-06-14', 8, 4)],
        { ...sold(1, '2025-06-15', 0, 0), effective_on: '2025-06-20' },
      ],
    },
    expect: [{ one_id: 1, discounted_rate: 0.75, usual_discounted_rate: 0.5, is_price_sensitive: true }],
  },
  {
    name: 'while no line has a discount, it is unknown who is price-sensitive',
    as_of: '2026-06-15',
    given: {
      'dwd.parameter_span': spans,
      'dws.member_status': [member(1)],
      'dws.member_day': [bought(1, '2026-03-01', 4, 0)],
      'dws.order_summary': [sold(1, '2026-03-01', 8, 0)],
    },
    expect: [{ one_id: 1, line_count: 4, discounted_rate: 0, usual_discounted_rate: 0, is_price_sensitive: null }],
  },
])
