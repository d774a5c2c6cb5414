import { defineTests } from 'memberhouse'

const rule = {
  ...{ business_line: '*', overdue_weight: 2, acts_stopped_weight: 2, acts_fallen_weight: 1, lengthening_intervals_weight: 1 },
  ...{ third_purchase_stop_weight: 1, launch_only_weight: 1, points_unused_weight: 1, benefits_unused_weight: 1, risk_weight_count: 4 },
}
const all = { one_id: 1, business_line: '*' }
const none = { overdue_weight: 0, has_third_stop: false, has_longer_gaps: false, has_launches: false }
const noAct = { stopped_weight: 0, has_fallen: false, has_points: false, has_benefits: false }
const since = { from_on: '2026-05-01', until_on: null }
const span = (from_on: string, until_on: string | null, signals: string, risk_weight: number, is_at_risk: boolean) => ({
  ...{ ...all, from_on, until_on, signals, risk_weight, is_at_risk },
})

export default defineTests('dws.member_risk_span', [
  {
    name: 'the weights of all signals add up; from 4 on a member is at risk until churned',
    as_of: '2026-06-15',
    given: {
      'dws.churn_rule': ['2026-04-01', '2026-05-01', '2026-06-01', '2026-06-15'].map((judged_on) => ({ ...rule, judged_on })),
      'dws.member_stage_span': [
        { ...all, from_month: '2026-04-01', until_month: '2026-05-01', stage: 'prospect' },
        { ...all, from_month: '2026-05-01', until_month: '2026-06-01', stage: 'new' },
        { ...all, from_month: '2026-06-01', until_month: null, stage: 'dormant' },
      ],
      'dws.member_stage': [{ ...all, stage: 'churned' }],
      'dws.member_purchase_signal_span': [
        { ...all, from_on: '2026-05-01', until_on: '2026-06-01', ...none, overdue_weight: 1.5 },
        {
          ...all,
          from_on: '2026-06-01',
          until_on: null,
          overdue_weight: 2,
          has_third_stop: true,
          has_longer_gaps: true,
          has_launches: true,
        },
      ],
      'dws.member_act_signal_span': [
        { one_id: 1, from_on: '2026-04-01', until_on: '2026-06-01', ...noAct },
        { one_id: 1, from_on: '2026-06-01', until_on: null, stopped_weight: 0, has_fallen: true, has_points: true, has_benefits: true },
      ],
    },
    expect: [
      span('2026-05-01', '2026-06-01', 'overdue', 3, false),
      ...['acts_fallen,lengthening_intervals,third_purchase_stop,launch_only,points_unused,benefits_unused'].flatMap((others) => [
        span('2026-06-01', '2026-06-02', `overdue,${others}`, 10, true),
        span('2026-06-02', null, `overdue,${others}`, 10, false),
      ]),
    ],
  },
  {
    name: 'acts count in each business line, by the weights of the line; a change back within the month of as_of leaves no span',
    as_of: '2026-06-15',
    given: {
      'dws.churn_rule': ['2026-06-01', '2026-06-15'].flatMap((judged_on) => [
        { ...rule, judged_on },
        { ...rule, business_line: 'food', acts_stopped_weight: 4, judged_on },
      ]),
      'dws.member_stage_span': ['*', 'food'].map((business_line) => ({
        ...{ one_id: 1, business_line, from_month: '2026-05-01', until_month: null, stage: 'active' },
      })),
      'dws.member_stage': ['*', 'food'].map((business_line) => ({ one_id: 1, business_line, stage: 'active' })),
      'dws.member_purchase_signal_span': ['*', 'food'].map((business_line) => ({ one_id: 1, business_line, ...since, ...none })),
      'dws.member_act_signal_span': [{ one_id: 1, ...since, ...noAct, stopped_weight: 1 }],
    },
    expect: [
      span('2026-06-01', null, 'acts_stopped', 2, false),
      { ...span('2026-06-01', null, 'acts_stopped', 4, true), business_line: 'food' },
    ],
  },
])
