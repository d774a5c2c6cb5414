import { defineTests } from 'memberhouse'

const stage = (one_id: number, name: string) => ({
  one_id,
  membership: 'member',
  stage: name,
  changed_on: '2026-06-10',
  rules_version: 'a1',
})
const span = { until_month: null, previous_stage: null }

export default defineTests('ads.member_aipl', [
  {
    name: 'since the month start if the stage held then, else since the last step; the playbook says what to do',
    as_of: '2026-06-15',
    given: {
      'dws.member_aipl': [stage(1, 'loyal'), stage(2, 'loyal'), { ...stage(3, 'aware'), membership: 'visitor' }],
      'dws.member_aipl_span': [
        { ...span, one_id: 1, from_month: '2026-02-01', stage: 'loyal', previous_stage: 'purchased' },
        { ...span, one_id: 1, from_month: '2025-02-01', until_month: '2026-02-01', stage: 'purchased' },
        { ...span, one_id: 2, from_month: '2026-02-01', stage: 'purchased' },
      ],
      'dwd.playbook': [
        { vocabulary: 'aipl', class: 'loyal', goal_en: 'bond' },
        { vocabulary: 'aipl', class: 'aware', goal_en: 'interest' },
        { vocabulary: 'growth_stage', class: 'loyal', goal_en: 'relation' },
      ],
    },
    expect: [
      { one_id: 1, stage: 'loyal', since_on: '2026-02-01', previous_stage: 'purchased', goal_en: 'bond' },
      { one_id: 2, stage: 'loyal', since_on: '2026-06-10', previous_stage: 'purchased', goal_en: 'bond' },
      { one_id: 3, stage: 'aware', since_on: '2026-06-10', previous_stage: null, goal_en: 'interest' },
    ],
  },
])
