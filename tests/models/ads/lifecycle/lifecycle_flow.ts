import { defineTests } from 'memberhouse'

const flow = { business_line: '*', month_on: '2026-06-01', member_count: 3 }

export default defineTests('ads.lifecycle_flow', [
  {
    name: 'the flow of its own vocabulary',
    as_of: '2026-06-15',
    given: {
      'dws.class_flow': [
        { ...flow, vocabulary: 'lifecycle', from_class: 'joined', to_class: 'first' },
        { ...flow, vocabulary: 'value_tier', from_class: '1', to_class: '2' },
        { ...flow, vocabulary: 'aipl', from_class: 'joined', to_class: 'other' },
      ],
    },
    expect: [{ business_line: '*', month_on: '2026-06-01', from_stage: 'joined', to_stage: 'first', member_count: 3 }],
  },
])
