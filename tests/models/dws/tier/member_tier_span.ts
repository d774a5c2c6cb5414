import { defineTests } from 'memberhouse'

const bound = {
  business_line: '*',
  tier_rank: 2,
  measure: 'net_amount',
  least_value: 100,
  interval_months: 1,
  bound_count: 1,
  kept_rate: 0.7,
}
const bounds = (row: object, ...months: string[]) => months.map((month_on) => ({ is_evaluated: true, ...bound, ...row, month_on }))
const year = (from_month: string, until_month: string | null, net_amount: number, purchase_count = 1) => ({
  ...{ one_id: 1, business_line: '*', from_month, until_month, net_amount, purchase_count },
})
const joined = { one_id: 1, business_line: '*', from_month: '2026-01-01' }
const spans = (...rows: [from: string, until: string | null, rank: number, previous: number | null][]) =>
  rows.map(([from_month, until_month, tier_rank, previous_tier_rank]) => ({
    ...{ one_id: 1, business_line: '*', from_month, until_month, tier_rank, previous_tier_rank },
  }))
const monthly = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01']

export default defineTests('dws.member_tier_span', [
  {
    name: 'one miss keeps the tier, a second one or less than the kept share loses it',
    as_of: '2026-06-15',
    given: {
      'dws.tier_bound': bounds({}, ...monthly),
      'dws.member_stage_span': [joined, { ...joined, one_id: 2 }],
      'dws.member_year_span': [
        year('2026-02-01', '2026-03-01', 100),
        year('2026-03-01', null, 70),
        { ...year('2026-02-01', '2026-03-01', 100), one_id: 2 },
        { ...year('2026-03-01', null, 69.99), one_id: 2 },
      ],
    },
    expect: [
      ...spans(['2026-01-01', '2026-02-01', 1, null], ['2026-02-01', '2026-04-01', 2, 1], ['2026-04-01', null, 1, 2]),
      ...spans(['2026-01-01', '2026-02-01', 1, null], ['2026-02-01', '2026-03-01', 2, 1], ['2026-03-01', null, 1, 2]).map((span) => ({
        ...span,
        one_id: 2,
      })),
    ],
  },
  {
    name: 'all bounds of a tier must be met; the highest tier that is met counts, also where a lower one is not asked',
    as_of: '2026-03-15',
    given: {
      'dws.tier_bound': [
        ...bounds({}, '2026-01-01', '2026-02-01', '2026-03-01'),
        ...bounds({ tier_rank: 3, least_value: 200, bound_count: 2 }, '2026-01-01', '2026-02-01', '2026-03-01'),
        ...bounds({ tier_rank: 3, measure: 'purchase_count', least_value: 3, bound_count: 2 }, '2026-01-01', '2026-02-01', '2026-03-01'),
      ],
      'dws.member_stage_span': [joined],
      'dws.member_year_span': [
        year('2025-12-01', '2026-02-01', 250, 1),
        year('2026-02-01', '2026-03-01', 250, 3),
        year('2026-03-01', null, 250, 1),
      ],
    },
    expect: spans(['2026-01-01', '2026-02-01', 2, null], ['2026-02-01', '2026-03-01', 3, 2], ['2026-03-01', null, 2, 3]),
  },
  {
    name: 'a tier of quarters is looked at in January, April, July and October, and holds in between',
    as_of: '2026-06-15',
    given: {
      'dws.tier_bound': [
        ...bounds({ interval_months: 3 }, '2026-01-01', '2026-04-01'),
        ...bounds({ interval_months: 3, is_evaluated: false }, '2026-02-01', '2026-03-01', '2026-05-01', '2026-06-01'),
      ],
      'dws.member_stage_span': [joined],
      'dws.member_year_span': [year('2026-01-01', '2026-02-01', 100), year('2026-02-01', '2026-04-01', 0), year('2026-05-01', null, 500)],
    },
    expect: spans(['2026-01-01', '2026-04-01', 2, null], ['2026-04-01', null, 1, 2]),
  },
  {
    name: 'purchases before the registration give a tier from the first month as a member',
    as_of: '2026-03-15',
    given: {
      'dws.tier_bound': bounds({}, '2026-01-01', '2026-02-01', '2026-03-01'),
      'dws.member_stage_span': [{ ...joined, from_month: '2026-03-01' }],
      'dws.member_year_span': [year('2026-01-01', null, 100), { ...year('2026-01-01', null, 100), one_id: 9 }],
    },
    expect: spans(['2026-03-01', null, 2, null]),
  },
])
