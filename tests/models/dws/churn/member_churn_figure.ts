import { defineTests } from 'memberhouse'

const all = { one_id: 1, business_line: '*' }

export default defineTests('dws.member_churn_figure', [
  {
    name: 'the figures that hold on as_of, and why a dormant member is not churned; a member who never bought has no row',
    as_of: '2026-06-15',
    given: {
      'dws.member_stage': [
        {
          ...all,
          stage: 'dormant',
          last_purchased_on: '2026-03-20',
          cycle_days: 33.333,
          dormant_on: '2026-05-26',
          churned_on: '2026-12-15',
          is_engagement_observed: true,
        },
        { ...all, one_id: 2, stage: 'prospect' },
      ],
      'dws.member_cycle': [
        { ...all, month_on: '2026-01-01', next_month_on: '2026-03-01', purchase_count: 2 },
        { ...all, month_on: '2026-03-01', next_month_on: null, purchase_count: 3, own_gap_days: 30 },
      ],
      'dws.member_purchase_habit': [
        { ...all, month_on: '2026-01-01', launch_purchase_count: 1 },
        { ...all, month_on: '2026-03-01', launch_purchase_count: 2, next_launch_on: '2026-04-01' },
      ],
      'dws.typical_gap': [
        { business_line: '*', month_on: '2026-05-01', typical_gap_days: 39 },
        { business_line: '*', month_on: '2026-06-01', typical_gap_days: 40 },
      ],
      'dws.member_engagement_span': [
        { one_id: 1, from_month: '2026-04-01', until_month: '2026-06-01', recent_day_count: 9, earlier_day_count: 9 },
        { one_id: 1, from_month: '2026-06-01', until_month: '2026-08-01', recent_day_count: 1, earlier_day_count: 5 },
      ],
      'dws.member_reward_month': [{ one_id: 1, month_on: '2026-02-01', next_month_on: null, points_balance: 700 }],
    },
    expect: [
      {
        ...{ ...all, stage: 'dormant', purchase_count: 3, cycle_days: 33.3, own_gap_days: 30, typical_gap_days: 40, recent_day_count: 1 },
        ...{ earlier_day_count: 5, launch_purchase_count: 2, next_launch_on: '2026-04-01', points_balance: 700 },
        dormant_zh: '沉睡而非流失：2026-05-26 起沉睡，至 2026-12-15 仍无购买和互动才算流失',
        dormant_en: 'Dormant since 2026-05-26, but churned only if nothing is bought or done before 2026-12-15.',
      },
    ],
  },
])
