import { defineTests } from 'memberhouse'

const holds = (one_id: number, tier_rank: number, tier: string) => ({
  ...{ one_id, business_line: '*', tier_rank, tier, behaviour_class: 'ordinary', is_growing_high_value: false },
  ...{ strategy_class: 'at_risk', tier_rules_version: 'a1', behaviour_rules_version: 'b1', strategy_rules_version: 'c1' },
})
const tier = (tier_rank: number, name: string) => ({
  ...{ business_line: '*', effective_from: '2000-01-01', tier_rank, tier: name, label_zh: `${name} 中文`, label_en: name },
  measure: 'net_amount',
})
const play = (vocabulary: string, name: string) => ({ vocabulary, class: name, goal_en: `reach ${name}`, action_en: `do ${name}` })
const given = {
  'dwd.value_tier': [tier(1, 'ordinary'), tier(2, 'silver'), { ...tier(2, 'silver'), measure: 'unit_count' }],
  'dwd.playbook': [
    ...[play('value_tier', 'ordinary'), play('value_tier', 'silver'), play('behaviour_class', 'ordinary')],
    play('strategy_class', 'at_risk'),
  ],
}

export default defineTests('ads.member_tier', [
  {
    name: 'the tier with its reason, the next one with what is missing, and what to do for tier, behaviour and strategy',
    as_of: '2026-06-15',
    given: {
      ...given,
      'dws.member_class': [holds(1, 2, 'silver'), holds(2, 2, 'silver'), holds(3, 1, 'ordinary')],
      'dws.member_tier_span': [
        { one_id: 1, business_line: '*', from_month: '2026-05-01', until_month: null, tier_rank: 2, previous_tier_rank: 1 },
        { one_id: 1, business_line: '*', from_month: '2026-01-01', until_month: '2026-05-01', tier_rank: 1, previous_tier_rank: 2 },
        { one_id: 2, business_line: '*', from_month: '2024-07-01', until_month: null, tier_rank: 2, previous_tier_rank: null },
      ],
      'dws.tier_ladder': [
        { business_line: '*', month_on: '2026-05-01', tier_rank: 1, tier: 'plain', measure: 'net_amount' },
        { business_line: '*', month_on: '2026-06-01', tier_rank: 1, tier: 'ordinary', measure: 'net_amount' },
      ],
      'dws.member_tier_basis': [
        { one_id: 1, business_line: '*', is_met: true, held_by: 'net_amount 310 of 300' },
        { one_id: 2, business_line: '*', is_met: false, held_by: 'net_amount 250 of 300' },
      ],
      'dws.member_tier_step': [
        { one_id: 3, business_line: '*', next_tier: 'silver', missing: 'net_amount 60', reached_rate: 0.8, is_one_step_away: true },
      ],
      'ads.member_tier_told': [
        { one_id: 1, business_line: '*', since_on: '2026-05-03', before_tier: 'ordinary' },
        { one_id: 2, business_line: '*', since_on: '2024-07-01', before_tier: null },
        { one_id: 3, business_line: '*', since_on: '2026-06-15', before_tier: null },
      ],
    },
    expect: [
      [1, 'silver', '2026-05-01', 'plain', 'met', 'net_amount 310 of 300', null, null, false],
      [2, 'silver', '2024-07-01', null, 'kept', 'net_amount 250 of 300', null, null, false],
      [3, 'ordinary', null, null, 'lowest', null, 'silver', 'net_amount 60', true],
    ].map(([one_id, name, since_month, previous_tier, basis, held_by, next_tier, missing, is_one_step_away]) => ({
      ...{ one_id, tier: name, label_zh: `${String(name)} 中文`, since_month, previous_tier, basis, held_by, next_tier, missing },
      ...{ is_one_step_away, goal_en: `reach ${String(name)}`, behaviour_action_en: 'do ordinary', strategy_goal_en: 'reach at_risk' },
    })),
  },
])
