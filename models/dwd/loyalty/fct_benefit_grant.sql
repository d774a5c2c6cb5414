with

grants as (
    select * from ods.benefit_grant
),

settings as (
    select * from dwd.source_setting
),

dated as (
    select
        grants.grant_id,
        grants.member_no,
        grants.benefit,
        grants.reason,
        grants.membership_id,
        grants.campaign_id,
        grants.granted_at,
        (grants.granted_at at time zone settings.time_zone)::date as granted_on,
        grants.used_at,
        (grants.used_at at time zone settings.time_zone)::date as used_on,
        grants.expires_on,
        grants.cost_amount,
        grants.currency
    from grants
    left join settings
        on settings.source = 'crm'
),

final as (
    select
        grant_id,
        warehouse.key('crm', member_no) as account_key,
        'crm' as source,
        member_no as source_account_id,
        benefit,
        reason,
        membership_id,
        campaign_id,
        granted_at,
        granted_on,
        used_at,
        used_on,
        expires_on,
        case when used_at is null then 0 else cost_amount end as cost_amount,
        cost_amount as offered_cost_amount,
        currency,
        coalesce(used_on >= expires_on, false) as is_used_late
    from dated
)

select * from final
