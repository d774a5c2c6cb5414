import { defineTests } from 'memberhouse'

const span = { one_id: 1, business_line: '*', from_month: '2026-04-01', until_month: null, previous_stage: null, stage: 'prospect' }

const flow = (vocabulary: string, business_line: string, month_on: string, from_class: string, to_class: string, member_count: number) => ({
  ...{ vocabulary, business_line, month_on, from_class, to_class, member_count },
})

export default defineTests('dws.class_flow', [
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
      'dws.member_aipl_span': [{ one_id: 1, from_month: '2026-04-01', stage: 'none', previous_stage: null }],
      'dws.member_tier_span': [
        { one_id: 1, business_line: 'food', from_month: '2026-04-01', until_month: '2026-06-01', tier_rank: 1, previous_tier_rank: null },
        { one_id: 1, business_line: 'food', from_month: '2026-06-01', until_month: null, tier_rank: 2, previous_tier_rank: 1 },
      ],
    },
    expect: [
      flow('lifecycle', '*', '2026-04-01', 'joined', 'prospect', 2),
      flow('lifecycle', '*', '2026-05-01', 'joined', 'new', 1),
      flow('lifecycle', '*', '2026-05-01', 'prospect', 'prospect', 2),
      flow('lifecycle', '*', '2026-06-01', 'prospect', 'prospect', 1),
      flow('lifecycle', '*', '2026-06-01', 'prospect', 'new', 1),
      flow('lifecycle', '*', '2026-06-01', 'new', 'active', 1),
      flow('aipl', '*', '2026-04-01', 'joined', 'none', 1),
      flow('aipl', '*', '2026-05-01', 'none', 'none', 1),
      flow('aipl', '*', '2026-06-01', 'none', 'none', 1),
      flow('value_tier', 'food', '2026-04-01', 'joined', '1', 1),
      flow('value_tier', 'food', '2026-05-01', '1', '1', 1),
      flow('value_tier', 'food', '2026-06-01', '1', '2', 1),
    ],
  },
])
