with

assignments as (
    select * from ods.campaign_assignment
),

campaigns as (
    select * from ods.campaign
),

arms as (
    select * from dwd.dim_campaign_arm
),

settings as (
    select * from dwd.source_setting
),

numbered as (
    select
        campaign_id,
        member_no,
        arm,
        assigned_at,
        row_number() over (
            partition by campaign_id, member_no
            order by assigned_at, arm
        ) as assignment_number,
        min(arm) over (partition by campaign_id, member_no)
            <> max(arm) over (partition by campaign_id, member_no)
            as has_other_arm
    from assignments
),

-- Joined left: the file of a campaign can arrive after its assignments.
final as (
    select
        numbered.campaign_id,
        numbered.member_no,
        numbered.arm,
        numbered.assigned_at,
        warehouse.key('crm', numbered.member_no) as account_key,
        (numbered.assigned_at at time zone settings.time_zone)::date
            as assigned_on,
        campaigns.business_line,
        arms.is_holdout,
        numbered.assignment_number = 1 as is_earliest,
        numbered.has_other_arm
    from numbered
    left join campaigns
        on campaigns.campaign_id = numbered.campaign_id
    left join arms
        on arms.campaign_id = numbered.campaign_id
        and arms.arm = numbered.arm
    left join settings
        on settings.source = 'crm'
)

select * from final
