with

campaigns as (
    select * from ods.campaign
),

arms as (
    select * from dwd.dim_campaign_arm
),

arm_sums as (
    select
        campaign_id,
        count(*) as arm_count,
        sum(planned_share) as planned_share,
        coalesce(sum(planned_share) filter (where is_holdout), 0)
            as holdout_share
    from arms
    group by campaign_id
),

final as (
    select
        campaigns.campaign_id,
        campaigns.campaign_name,
        campaigns.goal,
        campaigns.business_line,
        campaigns.audience,
        campaigns.assigned_on,
        campaigns.starts_on,
        campaigns.ends_on as ends_before,
        campaigns.primary_metric,
        campaigns.declared_effect,
        case
            when exists (select from arms) then coalesce(arm_sums.arm_count, 0)
        end as arm_count,
        arm_sums.planned_share,
        arm_sums.holdout_share
    from campaigns
    left join arm_sums
        on arm_sums.campaign_id = campaigns.campaign_id
)

select * from final
