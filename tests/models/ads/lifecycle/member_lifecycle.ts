import { defineTests } from 'memberhouse'

const member = {
  ...{
    business_line: '*',
    registered_on: '2025-02-01',
    cancelled_on: null,
    first_purchased_on: '2025-02-01',
    is_engagement_observed: true,
  },
  ...{ cycle_days: 50.04, rules_version: 'a1' },
}
const judged = (one_id: number, stage: string, last_purchased_on: string | null, dormant_on: string | null, churned_on: string | null) => ({
  ...{ ...member, one_id, stage, last_purchased_on, dormant_on, churned_on },
})
const stageClass = (one_id: number, stage: string, growth_stage: string) => ({
  ...{ one_id, business_line: '*', stage, growth_stage, basic_stage: stage },
})
const play = (vocabulary: string, name: string) => ({ vocabulary, class: name, goal_en: `reach ${name}`, action_en: `do ${name}` })
const silence = { silence_short_days: 30, silence_medium_days: 60, silence_long_days: 180 }
const playbook = [
  ...['prospect', 'new', 'active', 'dormant', 'churned'].map((stage) => play('lifecycle', stage)),
  ...['activate', 'grow', 'churn'].map((stage) => play('growth_stage', stage)),
  play('aipl', 'new'),
]
const span = { one_id: 1, business_line: '*', until_month: null, previous_stage: null }

export default defineTests('ads.member_lifecycle', [
  {
    name: 'the stage of today, since when (whoever comes back from churned by an act: since that act), and the day on which it ends if nothing happens',
    as_of: '2026-06-15',
    given: {
      'dwd.playbook': playbook,
      'dws.lifecycle_rule': ['2026-06-01', '2026-06-15'].map((judged_on) => ({ ...silence, business_line: '*', judged_on })),
      'dws.member_class': [
        ...[stageClass(1, 'new', 'grow'), stageClass(2, 'active', 'grow'), stageClass(3, 'dormant', 'churn')],
        ...[stageClass(4, 'dormant', 'churn'), stageClass(5, 'churned', 'churn'), stageClass(6, 'prospect', 'activate')],
        ...[stageClass(7, 'churned', 'churn'), stageClass(8, 'dormant', 'churn')],
      ],
      'dws.member_stage': [
        judged(1, 'new', '2026-06-14', '2026-09-22', '2027-03-11'),
        judged(2, 'active', '2026-04-01', '2026-07-10', '2026-12-27'),
        judged(3, 'dormant', '2026-03-07', '2026-06-15', '2026-12-02'),
        judged(4, 'dormant', '2025-07-01', '2025-10-09', '2026-07-31'),
        judged(5, 'churned', '2025-09-18', '2025-12-27', '2026-06-15'),
        judged(6, 'prospect', null, null, null),
        { ...judged(7, 'churned', '2026-06-14', '2026-09-22', '2027-03-11'), cancelled_on: '2026-06-02' },
        { ...judged(8, 'dormant', '2025-02-01', '2025-05-12', '2026-09-09'), last_engaged_on: '2026-06-10' },
      ],
      'dws.member_stage_span': [
        { ...span, from_month: '2025-02-01', stage: 'prospect' },
        { ...span, one_id: 2, from_month: '2026-03-01', stage: 'active', previous_stage: 'new' },
        { ...span, one_id: 2, from_month: '2025-03-01', until_month: '2026-03-01', stage: 'new' },
        { ...span, one_id: 3, from_month: '2026-04-01', stage: 'new' },
        { ...span, one_id: 4, from_month: '2025-10-01', stage: 'dormant', previous_stage: 'new' },
        { ...span, one_id: 5, from_month: '2026-01-01', stage: 'dormant', previous_stage: 'new' },
        { ...span, one_id: 8, from_month: '2025-11-01', stage: 'churned', previous_stage: 'dormant' },
        { ...span, one_id: 6, from_month: '2025-02-01', stage: 'prospect' },
      ],
    },
    expect: [
      [1, 'new', '2026-06-14', 'prospect', 'dormant', '2026-09-22'],
      [2, 'active', '2026-03-01', 'new', 'dormant', '2026-07-10'],
      [3, 'dormant', '2026-06-15', 'new', 'churned', '2026-12-02'],
      [4, 'dormant', '2025-10-01', 'new', 'churned', '2026-07-31'],
      [5, 'churned', '2026-06-15', 'dormant', null, null],
      [6, 'prospect', '2025-02-01', null, null, null],
      [7, 'churned', '2026-06-02', null, null, null],
      [8, 'dormant', '2026-06-10', 'churned', 'churned', '2026-09-09'],
    ].map(([one_id, stage, since_on, previous_stage, next_stage, next_stage_on]) => ({
      ...{ one_id, business_line: '*', stage, since_on, previous_stage, next_stage, next_stage_on, rules_version: 'a1' },
      ...{ action_en: `do ${stage}` },
    })),
  },
  {
    name: 'silence counts from the last purchase, and from the registration of whoever never bought; the playbook says what to do',
    as_of: '2026-06-15',
    given: {
      'dwd.playbook': playbook,
      'dws.lifecycle_rule': [{ ...silence, business_line: '*', judged_on: '2026-06-15' }],
      'dws.member_class': [stageClass(1, 'active', 'grow'), stageClass(2, 'prospect', 'activate')],
      'dws.member_stage': [judged(1, 'active', '2026-05-16', '2026-08-24', '2027-02-10'), judged(2, 'prospect', null, null, null)],
    },
    expect: [
      {
        ...{ one_id: 1, short_silence_on: '2026-06-15', medium_silence_on: '2026-07-15', long_silence_on: '2026-11-12' },
        ...{ goal_en: 'reach active', growth_stage: 'grow', basic_stage: 'active', growth_action_en: 'do grow' },
      },
      {
        ...{ one_id: 2, short_silence_on: '2025-03-03', medium_silence_on: '2025-04-02', long_silence_on: '2025-07-31' },
        ...{ goal_en: 'reach prospect', growth_stage: 'activate', basic_stage: 'prospect', growth_action_en: 'do activate' },
      },
    ],
  },
])
