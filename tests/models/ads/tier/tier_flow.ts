import { defineTests } from 'memberhouse'

const bound = { business_line: '*', month_on: '2026-06-01', measure: 'net_amount' }
const flow = { vocabulary: 'value_tier', business_line: '*', month_on: '2026-06-01', member_count: 3 }

export default defineTests('ads.tier_flow', [
  {
    name: 'each rank has its name of the month, and a tier with two bounds counts once',
    as_of: '2026-06-15',
    given: {
      'dws.tier_bound': [
        { ...bound, tier_rank: 1, tier: 'ordinary' },
        { ...bound, tier_rank: 2, tier: 'silver' },
        { ...bound, tier_rank: 2, tier: 'silver', measure: 'purchase_count' },
        { ...bound, tier_rank: 1, tier: 'plain', month_on: '2026-05-01' },
        { ...bound, tier_rank: 2, tier: 'silver', month_on: '2026-05-01' },
        { ...bound, tier_rank: 3, tier: 'gold', month_on: '2026-05-01' },
      ],
      'dws.class_flow': [
        { ...flow, from_class: 'joined', to_class: '1' },
        { ...flow, from_class: '1', to_class: '2' },
        // The ladder had three tiers when these were evaluated.
        { ...flow, from_class: '3', to_class: '3', member_count: 1 },
        { ...flow, from_class: '1', to_class: '3', member_count: 4 },
        { ...flow, vocabulary: 'lifecycle', from_class: 'new', to_class: 'active' },
      ],
    },
    expect: [
      { month_on: '2026-06-01', from_tier: 'joined', to_tier: 'ordinary', member_count: 3 },
      { month_on: '2026-06-01', from_tier: 'plain', to_tier: 'silver', member_count: 7 },
      { month_on: '2026-06-01', from_tier: 'gold', to_tier: 'silver', member_count: 1 },
    ],
  },
])
