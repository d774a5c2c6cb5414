with

marketplace_members as (
    select * from registry.ods_shop_member
),

douyin_members as (
    select * from registry.ods_douyin_member
),

jd_members as (
    select * from registry.ods_jd_member
),

followers as (
    select * from registry.ods_official_account_follower
),

settings as (
    select * from dwd.source_setting
),

-- Settings are joined left, so that a source without one fails the contract
-- and does not lose rows. The marketplace writes local times without a zone.
final as (
    select
        'marketplace' as source,
        buyer_id as source_account_id,
        null as open_id,
        phone, name as receiver_name, receiver_phone, member_no, city,
        null as unionid,
        joined_at at time zone settings.time_zone as joined_at,
        null::timestamptz as cancelled_at,
        updated_at at time zone settings.time_zone as updated_at,
        acquired_by, acquisition_campaign, acquisition_guide_id,
        is_current, batch_id, source_line
    from marketplace_members
    left join settings
        on settings.source = 'marketplace'

    union all

    select
        'douyin' as source,
        open_id as source_account_id,
        'douyin:' || open_id as open_id,
        phone, receiver_name, receiver_phone, member_no, city, null as unionid,
        joined_at, null as cancelled_at, updated_at,
        acquired_by, acquisition_campaign, acquisition_guide_id,
        is_current, batch_id, source_line
    from douyin_members

    union all

    select
        'jd' as source,
        pin as source_account_id,
        'jd:' || pin as open_id,
        phone, receiver_name, receiver_phone, member_no, city, null as unionid,
        joined_at, null as cancelled_at, updated_at,
        acquired_by, acquisition_campaign, acquisition_guide_id,
        is_current, batch_id, source_line
    from jd_members

    union all

    select
        'official_account' as source,
        openid as source_account_id,
        'official_account:' || openid as open_id,
        null as phone, null as receiver_name, null as receiver_phone,
        null as member_no, null as city, unionid,
        followed_at as joined_at, unfollowed_at as cancelled_at, updated_at,
        null as acquired_by, null as acquisition_campaign,
        null as acquisition_guide_id,
        is_current, batch_id, source_line
    from followers
)

select * from final
