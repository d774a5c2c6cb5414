with

classes as (
    select * from dws.member_class
),

spans as (
    select * from dws.member_tier_span
),

ladders as (
    select * from dws.tier_ladder
),

bases as (
    select * from dws.member_tier_basis
),

steps as (
    select * from dws.member_tier_step
),

tiers as (
    select * from dwd.value_tier
),

playbook as (
    select * from dwd.playbook
),

told as (
    select * from ads.member_tier_told
),

labels as (
    select distinct on (tier) tier, label_zh, label_en
    from tiers
    order by tier, effective_from desc, business_line
),

-- The names that the ranks had when the member left them.
ranks as (
    select distinct business_line, month_on, tier_rank, tier from ladders
),

final as (
    select
        classes.one_id, classes.business_line, classes.tier_rank, classes.tier,
        labels.label_zh, labels.label_en,
        spans.from_month as since_month, ranks.tier as previous_tier,
        told.since_on as told_since_on, told.before_tier as told_before_tier,
        case
            when classes.tier_rank = 1 then 'lowest'
            when bases.is_met then 'met'
            else 'kept'
        end as basis,
        bases.held_by, steps.next_tier, steps.missing, steps.reached_rate,
        coalesce(steps.is_one_step_away, false) as is_one_step_away,
        classes.behaviour_class, classes.is_growing_high_value,
        classes.strategy_class, play.goal_zh, play.goal_en, play.action_zh,
        play.action_en, play.content_zh, play.content_en, play.benefit_zh,
        play.benefit_en, play.channel,
        behaviour.action_zh as behaviour_action_zh,
        behaviour.action_en as behaviour_action_en,
        strategy.goal_zh as strategy_goal_zh,
        strategy.goal_en as strategy_goal_en,
        strategy.action_zh as strategy_action_zh,
        strategy.action_en as strategy_action_en, classes.tier_rules_version,
        classes.behaviour_rules_version, classes.strategy_rules_version
    from classes
    inner join labels using (tier)
    inner join playbook as play
        on play.vocabulary = 'value_tier' and play.class = classes.tier
    inner join playbook as behaviour
        on behaviour.vocabulary = 'behaviour_class'
        and behaviour.class = classes.behaviour_class
    inner join playbook as strategy
        on strategy.vocabulary = 'strategy_class'
        and strategy.class = classes.strategy_class
    left join bases using (one_id, business_line)
    left join steps using (one_id, business_line)
    inner join told using (one_id, business_line)
    left join spans
        on spans.one_id = classes.one_id
        and spans.business_line = classes.business_line
        and spans.until_month is null
    left join ranks
        on ranks.business_line = spans.business_line
        and ranks.month_on = spans.from_month
        and ranks.tier_rank = spans.previous_tier_rank
)

select * from final
