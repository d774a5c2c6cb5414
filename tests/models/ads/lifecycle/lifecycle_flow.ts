import { defineTests } from 'memberhouse'

const span = { one_id: 1, business_line: '*', from_month: '2026-04-01', until_month: null, previous_stage: null, stage: 'prospect' }

export default defineTests('ads.lifecycle_flow', [
  {
    name: 'who joined, moved and stayed in each month; nobody is lost on the way',
    as_of: '2026-06-15',
    given: {
      'dws.member_stage_span': [
        { ...span, until_month: '2026-06-01' },
        { ...span, from_month: '2026-06-01', stage: 'new', previous_stage: 'prospect' },
        { ...span, one_id: 2 },
        { ...span, one_id: 3, from_month: '2026-05-01', until_month: '2026-06-01', stage: 'new' },
        { ...span, one_id: 3, from_month: '2026-06-01', stage: 'active', previous_stage: 'new' },
      ],
    },
    expect: [
      { month_on: '2026-04-01', from_stage: 'none', to_stage: 'prospect', member_count: 2 },
      { month_on: '2026-05-01', from_stage: 'none', to_stage: 'new', member_count: 1 },
      { month_on: '2026-05-01', from_stage: 'prospect', to_stage: 'prospect', member_count: 2 },
      { month_on: '2026-06-01', from_stage: 'prospect', to_stage: 'prospect', member_count: 1 },
      { month_on: '2026-06-01', from_stage: 'prospect', to_stage: 'new', member_count: 1 },
      { month_on: '2026-06-01', from_stage: 'new', to_stage: 'active', member_count: 1 },
    ],
  },
])
