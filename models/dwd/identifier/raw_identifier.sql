with

accounts as (
    select * from dwd.account
),

changes as (
    select * from dwd.changed_value
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

-- dwd.changed_value must list the same columns: it dates later values.
-- Nicknames are excluded: they do not identify a person.
source_identifiers as (
    select source, source_account_id, type, value
    from platform_members
    cross join lateral (values
        ('openid', open_id), ('phone', phone), ('member_no', member_no),
        ('receiver_phone', receiver_phone), ('receiver_name', receiver_name),
        ('unionid', unionid)
    ) as identifiers (type, value)
    where is_current
    union all
    select 'mini' as source, openid as source_account_id, type, value
    from mini_members
    cross join lateral (values
        ('openid', app_id || ':' || openid), ('unionid', unionid),
        ('phone', phone)
    ) as identifiers (type, value)
    union all
    select 'app' as source, app_user_id as source_account_id, type, value
    from app_members
    cross join lateral (values
        ('unionid', unionid), ('phone', phone), ('email', email),
        ('device_id', device_id)
    ) as identifiers (type, value)
    union all
    select 'pos' as source, card_no as source_account_id, type, value
    from pos_members
    cross join lateral (values
        ('phone', phone), ('device_id', device_id), ('name', name)
    ) as identifiers (type, value)
    union all
    select 'crm' as source, member_no as source_account_id, type, value
    from crm_members
    cross join lateral (values
        ('member_no', member_no), ('unionid', unionid), ('phone', phone),
        ('card_no', card_no), ('email', email), ('name', name)
    ) as identifiers (type, value)
    union all
    select 'wecom' as source, external_userid as source_account_id, type, value
    from wecom_contacts
    cross join lateral (values
        ('external_userid', external_userid), ('unionid', unionid),
        ('phone', remark_phone)
    ) as identifiers (type, value)
    union all
    -- A card can be used and bound before its member file arrives.
    select source, source_account_id, 'card_no', source_account_id
    from accounts
    where source = 'pos'
),

-- Longer values are no identifiers, and would not fit into an index.
final as (
    select
        accounts.account_key,
        source_identifiers.type,
        source_identifiers.value,
        least(
            greatest(changes.first_seen_at, accounts.first_seen_at),
            greatest(accounts.first_seen_at, accounts.updated_at)
        ) as first_seen_at,
        greatest(accounts.first_seen_at, accounts.updated_at) as last_seen_at,
        accounts.source
    from source_identifiers
    inner join accounts
        on accounts.source = source_identifiers.source
        and accounts.source_account_id = source_identifiers.source_account_id
    left join changes
        on changes.account_key = accounts.account_key
        and changes.value = source_identifiers.value
    where btrim(source_identifiers.value) <> ''
        and length(source_identifiers.value) <= 500
)

select * from final
