with

settings as (
    select * from dwd.source_setting
),

shop_members as (
    select * from registry.ods_shop_member
),

mini_members as (
    select * from registry.ods_mini_member
),

app_members as (
    select * from registry.ods_app_member
),

pos_members as (
    select * from registry.ods_pos_member
),

crm_members as (
    select * from registry.ods_crm_member
),

wecom_contacts as (
    select * from registry.ods_wecom_contact
),

-- Read twice: not copied, or else all that was ever sent would be written to
-- disk once more. Shop and stores write the time of day of where they are.
states as not materialized (
    select
        warehouse.key('shop', buyer_id) as account_key,
        updated_at at time zone settings.time_zone as updated_at,
        is_current,
        array[name, city, phone, receiver_phone, member_no] as said
    from shop_members
    inner join settings
        on settings.source = 'shop'
    union all
    select
        warehouse.key('mini', openid),
        updated_at,
        is_current,
        array[app_id || ':' || openid, unionid, phone, gender::text, city]
    from mini_members
    union all
    select
        warehouse.key('app', app_user_id),
        updated_at,
        is_current,
        array[unionid, phone, email, device_id]
    from app_members
    union all
    select
        warehouse.key('pos', card_no),
        updated_at at time zone settings.time_zone,
        is_current,
        array[name, phone, birthday::text, gender, device_id]
    from pos_members
    inner join settings
        on settings.source = 'pos'
    union all
    select
        warehouse.key('crm', member_no),
        updated_at,
        is_current,
        array[
            unionid, phone, card_no, email, name, birthday::text, gender, city
        ]
    from crm_members
    union all
    select
        warehouse.key('wecom', external_userid),
        updated_at,
        is_current,
        array[unionid, remark_phone]
    from wecom_contacts
),

changed as (
    select
        account_key,
        min(coalesce(updated_at, '-infinity')) as first_at
    from states
    group by account_key
    having count(*) > 1
),

final as (
    select
        states.account_key,
        parts.value,
        min(coalesce(states.updated_at, '-infinity')) as first_seen_at
    from changed
    inner join states
        on states.account_key = changed.account_key
    cross join lateral unnest(states.said) as parts (value)
    where length(parts.value) between 1 and 500
    group by states.account_key, parts.value
    having bool_or(states.is_current)
        and min(coalesce(states.updated_at, '-infinity'))
        > min(changed.first_at)
)

select * from final
