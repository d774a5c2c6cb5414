with

stages as (
    select * from dws.member_stage
),

behaviours as (
    select * from dws.member_behaviour
),

tier_spans as (
    select * from dws.member_tier_span
),

ladders as (
    select * from dws.tier_ladder
),

editions as (
    select * from dws.rule_edition
),

growth_stages as (
    select * from dwd.growth_stage
),

strategy_classes as (
    select * from dwd.strategy_class
),

tiers as (
    select distinct
        business_line, tier_rank, tier, rules_version,
        max(tier_rank) over (partition by business_line) as highest_rank
    from ladders
    where month_on = date_trunc('month', warehouse.as_of())
),

growth_rules as (
    select
        editions.business_line,
        growth_stages.stage,
        growth_stages.growth_stage,
        growth_stages.basic_stage,
        growth_stages.least_purchase_count,
        lead(growth_stages.least_purchase_count, 1, 2147483647) over (
            partition by editions.business_line, growth_stages.stage
            order by growth_stages.least_purchase_count
        ) as next_least_count
    from editions
    inner join growth_stages
        on growth_stages.business_line = editions.rule_line
        and growth_stages.effective_from = editions.effective_from
    where editions.vocabulary = 'growth_stage'
),

strategies as (
    select
        editions.business_line,
        editions.rules_version,
        strategy_classes.strategy_class,
        strategy_classes.stage,
        strategy_classes.least_tier_rank,
        strategy_classes.place
    from editions
    inner join strategy_classes
        on strategy_classes.business_line = editions.rule_line
        and strategy_classes.effective_from = editions.effective_from
    where editions.vocabulary = 'strategy_class'
),

-- Whoever registered, or bought in the line for the first time, since the
-- month start has not been evaluated: the lowest tier. A ladder may have become
-- shorter since the evaluation.
final as (
    select distinct on (stages.one_id, stages.business_line)
        stages.one_id, stages.business_line, stages.stage,
        growth_rules.growth_stage, growth_rules.basic_stage,
        tiers.tier_rank, tiers.tier, behaviours.behaviour_class,
        behaviours.is_growing_high_value, strategies.strategy_class,
        tiers.rules_version as tier_rules_version,
        behaviours.rules_version as behaviour_rules_version,
        strategies.rules_version as strategy_rules_version
    from stages
    inner join behaviours
        on behaviours.one_id = stages.one_id
        and behaviours.business_line = stages.business_line
    inner join growth_rules
        on growth_rules.business_line = stages.business_line
        and growth_rules.stage = stages.stage
        and growth_rules.least_purchase_count
        <= behaviours.purchase_count_365d
        and behaviours.purchase_count_365d < growth_rules.next_least_count
    left join tier_spans
        on tier_spans.one_id = stages.one_id
        and tier_spans.business_line = stages.business_line
        and tier_spans.until_month is null
    inner join tiers
        on tiers.business_line = stages.business_line
        and tiers.tier_rank
        = least(coalesce(tier_spans.tier_rank, 1), tiers.highest_rank)
    inner join strategies
        on strategies.business_line = stages.business_line
        and coalesce(strategies.stage = stages.stage, true)
        and strategies.least_tier_rank <= tiers.tier_rank
    order by stages.one_id, stages.business_line, strategies.place
)

select * from final
