import { defineTests } from 'memberhouse'

const member = { one_id: 1, business_line: '*', stage: 'dormant', cancelled_on: null, dormant_on: '2025-11-20' }
const span = { one_id: 1, business_line: '*', until_month: null as string | null, previous_stage: null as string | null }
const bought = (one_id: number, sold_on: string, net_amount: number, order_count = 1) => ({
  ...{ one_id, business_line: '*', sold_on, net_amount, order_count },
})

export default defineTests('dws.member_lapse', [
  {
    name: 'from silence to the purchase that ends it; dormant and then churned is one lapse, and the next one begins anew',
    as_of: '2026-06-15',
    given: {
      'dws.member_stage': [member],
      'dws.member_stage_span': [
        { ...span, from_month: '2025-01-01', until_month: '2025-03-01', stage: 'dormant' },
        { ...span, from_month: '2025-03-01', until_month: '2025-05-01', stage: 'churned', previous_stage: 'dormant' },
        { ...span, from_month: '2025-05-01', until_month: '2025-12-01', stage: 'active', previous_stage: 'churned' },
        { ...span, from_month: '2025-12-01', stage: 'dormant', previous_stage: 'active' },
      ],
      'dws.member_day': [
        bought(1, '2024-06-01', 10),
        bought(1, '2025-04-10', 80),
        bought(1, '2025-04-20', -5, 0),
        bought(1, '2025-05-10', 30),
        bought(1, '2025-11-30', 25),
        { ...bought(1, '2025-02-10', 80), business_line: 'food' },
      ],
    },
    expect: [
      ['2025-01-01', '2025-04-10', 80, 2, 55],
      ['2025-12-01', null, null, null, null],
    ].map(([lapsed_on, came_back_on, came_back_amount, later_purchase_count, later_amount]) => ({
      ...{ one_id: 1, lapsed_on, came_back_on, came_back_amount, later_purchase_count, later_amount },
    })),
  },
  {
    name: 'silence since the last month start, a rule that ended a lapse, a return of this month, a cancelled member',
    as_of: '2026-06-15',
    given: {
      'dws.member_stage': [
        { ...member, dormant_on: '2026-06-10' },
        { ...member, one_id: 2, stage: 'active' },
        { ...member, one_id: 3, stage: 'active' },
        { ...member, one_id: 4, stage: 'churned', cancelled_on: '2026-05-01' },
      ],
      'dws.member_stage_span': [
        { ...span, from_month: '2026-01-01', stage: 'active' },
        { ...span, one_id: 2, from_month: '2026-04-01', until_month: '2026-05-01', stage: 'dormant', previous_stage: 'active' },
        { ...span, one_id: 2, from_month: '2026-05-01', stage: 'active', previous_stage: 'dormant' },
        { ...span, one_id: 3, from_month: '2026-06-01', stage: 'dormant', previous_stage: 'active' },
        { ...span, one_id: 4, from_month: '2026-06-01', stage: 'churned', previous_stage: 'active' },
      ],
      'dws.member_day': [bought(3, '2026-06-01', 40)],
    },
    expect: [
      { one_id: 1, lapsed_on: '2026-06-10', came_back_on: null, later_purchase_count: null, later_amount: null },
      { one_id: 3, lapsed_on: '2026-06-01', came_back_on: '2026-06-01', later_purchase_count: 0, later_amount: 0 },
    ],
  },
])
