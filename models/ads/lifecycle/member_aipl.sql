with

stages as (
    select * from dws.member_aipl
),

stage_spans as (
    select * from dws.member_aipl_span
),

playbook as (
    select * from dwd.playbook
),

final as (
    select
        stages.one_id,
        stages.membership,
        stages.stage,
        case
            when stages.stage = stage_spans.stage then stage_spans.from_month
            else stages.changed_on
        end as since_on,
        case
            when stages.stage = stage_spans.stage
                then stage_spans.previous_stage
            else stage_spans.stage
        end as previous_stage,
        stages.next_stage,
        stages.next_stage_on,
        playbook.goal_zh,
        playbook.goal_en,
        playbook.action_zh,
        playbook.action_en,
        playbook.content_zh,
        playbook.content_en,
        playbook.benefit_zh,
        playbook.benefit_en,
        playbook.channel,
        stages.rules_version
    from stages
    inner join playbook
        on playbook.vocabulary = 'aipl'
        and playbook.class = stages.stage
    left join stage_spans
        on stage_spans.one_id = stages.one_id
        and stage_spans.until_month is null
)

select * from final
