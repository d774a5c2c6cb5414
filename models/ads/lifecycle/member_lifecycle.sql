with

stages as (
    select * from dws.member_stage
),

stage_spans as (
    select * from dws.member_stage_span
),

classes as (
    select * from dws.member_class
),

rules as (
    select * from dws.lifecycle_rule
),

playbook as (
    select * from dwd.playbook
),

final as (
    select
        stages.one_id,
        stages.business_line,
        stages.stage,
        case
            when stages.stage = stage_spans.stage then stage_spans.from_month
            when stages.stage = 'churned'
                then least(stages.cancelled_on, stages.churned_on)
            when stages.stage = 'dormant' and stage_spans.stage = 'churned'
                then stages.last_engaged_on
            when stages.stage = 'dormant' then stages.dormant_on
            when stages.stage = 'prospect' then stages.registered_on
            else stages.last_purchased_on
        end as since_on,
        case
            when stages.stage = stage_spans.stage
                then stage_spans.previous_stage
            else stage_spans.stage
        end as previous_stage,
        case stages.stage
            when 'new' then 'dormant'
            when 'active' then 'dormant'
            when 'dormant' then 'churned'
        end as next_stage,
        case stages.stage
            when 'new' then stages.dormant_on
            when 'active' then stages.dormant_on
            when 'dormant' then stages.churned_on
        end as next_stage_on,
        classes.growth_stage,
        classes.basic_stage,
        silence.begins_on + rules.silence_short_days::integer
            as short_silence_on,
        silence.begins_on + rules.silence_medium_days::integer
            as medium_silence_on,
        silence.begins_on + rules.silence_long_days::integer
            as long_silence_on,
        round(stages.cycle_days, 1) as cycle_days,
        stages.registered_on,
        stages.first_purchased_on,
        stages.last_purchased_on,
        stages.last_engaged_on,
        stages.is_engagement_observed,
        stage_play.goal_zh,
        stage_play.goal_en,
        stage_play.action_zh,
        stage_play.action_en,
        stage_play.content_zh,
        stage_play.content_en,
        stage_play.benefit_zh,
        stage_play.benefit_en,
        stage_play.channel,
        growth_play.action_zh as growth_action_zh,
        growth_play.action_en as growth_action_en,
        stages.rules_version
    from stages
    inner join classes
        on classes.one_id = stages.one_id
        and classes.business_line = stages.business_line
    inner join rules
        on rules.business_line = stages.business_line
        and rules.judged_on = warehouse.as_of()
    inner join playbook as stage_play
        on stage_play.vocabulary = 'lifecycle'
        and stage_play.class = stages.stage
    inner join playbook as growth_play
        on growth_play.vocabulary = 'growth_stage'
        and growth_play.class = classes.growth_stage
    cross join lateral (
        select
            coalesce(stages.last_purchased_on, stages.registered_on)
                as begins_on
    ) as silence
    left join stage_spans
        on stage_spans.one_id = stages.one_id
        and stage_spans.business_line = stages.business_line
        and stage_spans.until_month is null
)

select * from final
