with

settings as (
    select * from dwd.source_setting
),

platform_members as (
    select * from dwd.platform_member
),

mini_members as (
    select * from ods.mini_member
),

app_members as (
    select * from ods.app_member
),

pos_members as (
    select * from ods.pos_member
),

crm_members as (
    select * from ods.crm_member
),

wecom_contacts as (
    select * from ods.wecom_contact
),

-- Stores write local times without a zone. Settings are joined left, so that
-- a source without one fails the contract and does not lose rows.
final as (
    select
        source,
        source_account_id,
        joined_at,
        cancelled_at,
        updated_at,
        acquired_by, acquisition_campaign, acquisition_guide_id,
        null::bigint as inviter_account_key
    from platform_members
    where is_current

    union all

    select
        'pos' as source,
        pos_members.card_no as source_account_id,
        pos_members.joined_at at time zone settings.time_zone as joined_at,
        null as cancelled_at,
        pos_members.updated_at at time zone settings.time_zone as updated_at,
        acquired_by, acquisition_campaign, acquisition_guide_id,
        null as inviter_account_key
    from pos_members
    left join settings
        on settings.source = 'pos'

    union all

    select
        'mini' as source,
        openid as source_account_id,
        registered_at as joined_at,
        null as cancelled_at,
        updated_at,
        acquired_by, acquisition_campaign, acquisition_guide_id,
        warehouse.key('crm', invited_by) as inviter_account_key
    from mini_members

    union all

    select
        'app' as source,
        app_user_id as source_account_id,
        registered_at as joined_at,
        cancelled_at,
        updated_at,
        acquired_by, acquisition_campaign, acquisition_guide_id,
        warehouse.key('crm', invited_by) as inviter_account_key
    from app_members

    union all

    select
        'crm' as source,
        member_no as source_account_id,
        joined_at,
        cancelled_at,
        updated_at,
        acquired_by, acquisition_campaign, acquisition_guide_id,
        warehouse.key('crm', referrer_member_no) as inviter_account_key
    from crm_members

    union all

    select
        'wecom' as source,
        external_userid as source_account_id,
        added_at as joined_at,
        deleted_at as cancelled_at,
        updated_at,
        acquired_by, acquisition_campaign, acquisition_guide_id,
        null as inviter_account_key
    from wecom_contacts
)

select * from final
