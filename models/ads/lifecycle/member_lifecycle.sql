with

stages as (
    select * from dws.member_stage
),

stage_spans as (
    select * from dws.member_stage_span
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
        round(stages.cycle_days, 1) as cycle_days,
        stages.registered_on,
        stages.first_purchased_on,
        stages.last_purchased_on,
        stages.last_engaged_on,
        stages.is_engagement_observed,
        stages.rules_version
    from stages
    left join stage_spans
        on stage_spans.one_id = stages.one_id
        and stage_spans.business_line = stages.business_line
        and stage_spans.until_month is null
)

select * from final
