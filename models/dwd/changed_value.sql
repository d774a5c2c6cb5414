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
-- disk as jsonb. Shop and stores write the time of day of where they are.
states as not materialized (
    select
        'shop' as source,
        buyer_id as source_account_id,
        updated_at at time zone settings.time_zone as updated_at,
        is_current,
        to_jsonb(shop_members) as said
    from shop_members
    inner join settings
        on settings.source = 'shop'
    union all
    select 'mini', openid, updated_at, is_current, to_jsonb(mini_members)
    from mini_members
    union all
    select 'app', app_user_id, updated_at, is_current, to_jsonb(app_members)
    from app_members
    union all
    select
        'pos',
        card_no,
        updated_at at time zone settings.time_zone,
        is_current,
        to_jsonb(pos_members)
    from pos_members
    inner join settings
        on settings.source = 'pos'
    union all
    select 'crm', member_no, updated_at, is_current, to_jsonb(crm_members)
    from crm_members
    union all
    select
        'wecom',
        external_userid,
        updated_at,
        is_current,
        to_jsonb(wecom_contacts)
    from wecom_contacts
),

changed as (
    select
        source,
        source_account_id,
        min(updated_at) as first_at
    from states
    group by source, source_account_id
    having count(*) > 1
        and bool_or(is_current)
),

final as (
    select
        warehouse.key(states.source, states.source_account_id) as account_key,
        parts.value,
        min(states.updated_at) as first_seen_at
    from changed
    inner join states
        on states.source = changed.source
        and states.source_account_id = changed.source_account_id
    cross join lateral jsonb_each_text(
        states.said - array[
            'is_current', 'updated_at', 'extra', 'batch_id', 'loaded_at',
            'source_file', 'source_line'
        ]
    ) as parts (name, value)
    where length(parts.value) between 1 and 500
    group by states.source, states.source_account_id, parts.value
    having min(states.updated_at) > min(changed.first_at)
)

select * from final
