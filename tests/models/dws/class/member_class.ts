import { defineTests } from 'memberhouse'

const edition = { business_line: '*', rule_line: '*', effective_from: '2000-01-01', rules_version: 'a1' }
const row = { business_line: '*', effective_from: '2000-01-01' }
const growth = (stage: string, least_purchase_count: number, growth_stage: string) => ({
  ...{ ...row, stage, least_purchase_count, growth_stage, basic_stage: stage },
})
const strategy = (place: number, strategy_class: string, stage: string | null, least_tier_rank: number) => ({
  ...{ ...row, place, strategy_class, stage, least_tier_rank },
})
const bound = (tier_rank: number, tier: string, measure = 'net_amount') => ({
  ...{ business_line: '*', month_on: '2026-06-01', rules_version: 'b2', tier_rank, tier, measure },
})
const stage = (one_id: number, name: string) => ({ one_id, business_line: '*', stage: name })
const behaviour = (one_id: number, purchase_count_365d: number) => ({
  ...{ one_id, business_line: '*', behaviour_class: 'ordinary', is_growing_high_value: false, purchase_count_365d },
})
const span = (one_id: number, tier_rank: number, until_month: string | null = null) => ({
  ...{ one_id, business_line: '*', from_month: until_month ? '2026-01-01' : '2026-05-01', until_month, tier_rank },
})

export default defineTests('dws.member_class', [
  {
    name: 'the growth stage by stage and purchases, the tier of the last month start, the first strategy that fits stage and tier',
    as_of: '2026-06-15',
    given: {
      'dws.rule_edition': ['growth_stage', 'strategy_class', 'behaviour_class'].map((vocabulary) => ({ ...edition, vocabulary })),
      'dwd.growth_stage': [
        ...[growth('prospect', 0, 'activate'), growth('active', 0, 'grow'), growth('active', 4, 'loyal'), growth('dormant', 0, 'churn')],
        { ...growth('active', 1, 'loyal'), effective_from: '2026-07-01' },
      ],
      'dwd.strategy_class': [
        ...[strategy(1, 'at_risk', 'dormant', 1), strategy(2, 'loyal_high_value', 'active', 3)],
        ...[strategy(3, 'potential_high_value', 'active', 1), strategy(4, 'new_or_unknown', null, 1)],
      ],
      'dws.tier_ladder': [
        ...[bound(1, 'ordinary'), bound(2, 'silver'), bound(3, 'gold'), bound(3, 'gold', 'purchase_count')],
        { ...bound(3, 'diamond'), month_on: '2026-05-01' },
      ],
      'dws.member_stage': [stage(1, 'active'), stage(2, 'active'), stage(3, 'dormant'), stage(4, 'prospect')],
      'dws.member_behaviour': [behaviour(1, 4), behaviour(2, 3), behaviour(3, 9), behaviour(4, 0)],
      'dws.member_tier_span': [span(1, 3), span(1, 1, '2026-05-01'), span(2, 2), span(3, 4)],
    },
    expect: [
      [1, 'loyal', 'active', 3, 'gold', 'loyal_high_value'],
      [2, 'grow', 'active', 2, 'silver', 'potential_high_value'],
      [3, 'churn', 'dormant', 3, 'gold', 'at_risk'],
      [4, 'activate', 'prospect', 1, 'ordinary', 'new_or_unknown'],
    ].map(([one_id, growth_stage, basic_stage, tier_rank, tier, strategy_class]) => ({
      ...{ one_id, growth_stage, basic_stage, tier_rank, tier, strategy_class, strategy_rules_version: 'a1', tier_rules_version: 'b2' },
    })),
  },
])
