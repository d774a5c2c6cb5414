with

settings as (
    select * from dwd.source_setting
),

platform_members as (
    select * from dwd.platform_member
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

-- Not materialized: it is read twice, and a copy would write every row ever
-- received to disk. Stores write local times.
versions as not materialized (
    select
        warehouse.key(source, source_account_id) as account_key,
        updated_at,
        is_current,
        array[
            receiver_name, city, phone, receiver_phone, member_no, unionid
        ] as field_values
    from platform_members
    union all
    select
        warehouse.key('mini', openid) as account_key,
        updated_at,
        is_current,
        array[app_id || ':' || openid, unionid, phone, gender::text, city]
            as field_values
    from mini_members
    union all
    select
        warehouse.key('app', app_user_id) as account_key,
        updated_at,
        is_current,
        array[unionid, phone, email, device_id] as field_values
    from app_members
    union all
    select
        warehouse.key('pos', card_no) as account_key,
        updated_at at time zone settings.time_zone as updated_at,
        is_current,
        array[name, phone, birthday::text, gender, device_id] as field_values
    from pos_members
    inner join settings
        on settings.source = 'pos'
    union all
    select
        warehouse.key('crm', member_no) as account_key,
        updated_at,
        is_current,
        array[
            unionid, phone, card_no, email, name, birthday::text, gender, city
        ] as field_values
    from crm_members
    union all
    select
        warehouse.key('wecom', external_userid) as account_key,
        updated_at,
        is_current,
        array[unionid, remark_phone] as field_values
    from wecom_contacts
),

changed as (
    select
        account_key,
        min(coalesce(updated_at, '-infinity')) as first_version_at
    from versions
    group by account_key
    having count(*) > 1
),

final as (
    select
        versions.account_key,
        fields.value,
        min(coalesce(versions.updated_at, '-infinity')) as first_seen_at
    from changed
    inner join versions
        on versions.account_key = changed.account_key
    cross join lateral unnest(versions.field_values) as fields (value)
    where length(fields.value) between 1 and 500
    group by versions.account_key, fields.value
    having bool_or(versions.is_current)
        and min(coalesce(versions.updated_at, '-infinity'))
        > min(changed.first_version_at)
)

select * from final
