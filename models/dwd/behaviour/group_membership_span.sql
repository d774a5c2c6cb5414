with

members as (
    select * from ods.group_member
),

stores as (
    select * from dwd.dim_store
),

settings as (
    select * from dwd.source_setting
),

final as (
    select
        members.group_id,
        warehouse.key('wecom', members.external_userid) as account_key,
        members.joined_at as starts_at,
        members.left_at as ends_before,
        (members.joined_at at time zone settings.time_zone)::date as starts_on,
        members.join_scene,
        members.group_name,
        members.store_code,
        members.guide_id,
        stores.business_line
    from members
    left join stores
        on stores.store_code = members.store_code
    left join settings
        on settings.source = 'wecom'
)

select * from final
