import { accepted, bigint, boolean, defineModel, full, integer, text } from 'memberhouse'

export default defineModel({
  name: 'dws.member_class',
  grain: ['one_id', 'business_line'],
  kind: full({ store: 'changes' }),
  doc:
    'The class of each member on as_of in each vocabulary: for all business lines (`*`), and for each line where the member bought. AIPL ' +
    'stages, which visitors have too, are in dws.member_aipl.',
  columns: {
    one_id: bigint('The member.'),
    business_line: text('Business line; `*` for all of them.'),
    stage: text('Lifecycle stage (dws.member_stage): prospect, new, active, dormant or churned.'),
    growth_stage: text('activate, grow, loyal or churn (dwd.growth_stage).'),
    basic_stage: text('new, active or churned (dwd.growth_stage).'),
    tier_rank: integer('Value tier at the last month start: its place on the ladder, 1 for the lowest.'),
    tier: text('Name of the tier (dwd.value_tier).'),
    behaviour_class: text('Behaviour class (dws.member_behaviour).'),
    is_growing_high_value: boolean('One step from frequent_high_value.'),
    strategy_class: text('loyal_high_value, potential_high_value, at_risk or new_or_unknown: by stage and tier (dwd.strategy_class).'),
    tier_rules_version: text('Version of the ladder of tiers (dws.tier_ladder).'),
    behaviour_rules_version: text('Version of the edition of behaviour classes (dws.rule_edition).'),
    strategy_rules_version: text('Version of the edition of strategy classes (dws.rule_edition).'),
  },
  audits: [accepted('strategy_class', ['loyal_high_value', 'potential_high_value', 'at_risk', 'new_or_unknown'])],
})
