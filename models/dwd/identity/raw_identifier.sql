with

accounts as (
    select * from dwd.account
),

changes as (
    select * from dwd.changed_value
),

shop_members as (
    select * from ods.shop_member
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

-- What stands here stands in dwd.changed_value too, which tells since when.
-- Nicknames are no names: nobody is known again by them.
given as (
    select 'shop' as source, buyer_id as source_account_id, type, value
    from shop_members
    cross join lateral (values
        ('phone', phone), ('phone', nullif(receiver_phone, phone)),
        ('member_no', member_no), ('name', name)
    ) as identifiers (type, value)
    union all
    select 'mini', openid, type, value
    from mini_members
    cross join lateral (values
        ('openid', app_id || ':' || openid), ('unionid', unionid),
        ('phone', phone)
    ) as identifiers (type, value)
    union all
    select 'app', app_user_id, type, value
    from app_members
    cross join lateral (values
        ('unionid', unionid), ('phone', phone), ('email', email),
        ('device_id', device_id)
    ) as identifiers (type, value)
    union all
    select 'pos', card_no, type, value
    from pos_members
    cross join lateral (values
        ('phone', phone), ('device_id', device_id), ('name', name)
    ) as identifiers (type, value)
    union all
    select 'crm', member_no, type, value
    from crm_members
    cross join lateral (values
        ('member_no', member_no), ('unionid', unionid), ('phone', phone),
        ('card_no', card_no), ('email', email), ('name', name)
    ) as identifiers (type, value)
    union all
    select 'wecom', external_userid, type, value
    from wecom_contacts
    cross join lateral (values
        ('external_userid', external_userid), ('unionid', unionid),
        ('phone', remark_phone)
    ) as identifiers (type, value)
    union all
    -- A card can be shown, and bound, before the file that tells of it comes.
    select source, source_account_id, 'card_no', source_account_id
    from accounts
    where source = 'pos'
),

-- What is longer than any identifier would not fit into an index either.
final as (
    select
        accounts.account_key,
        given.type,
        given.value,
        least(
            greatest(changes.first_seen_at, accounts.joined_at),
            greatest(accounts.joined_at, accounts.updated_at)
        ) as first_seen_at,
        greatest(accounts.joined_at, accounts.updated_at) as last_seen_at,
        accounts.source
    from given
    inner join accounts
        on accounts.source = given.source
        and accounts.source_account_id = given.source_account_id
    left join changes
        on changes.account_key = accounts.account_key
        and changes.value = given.value
    where btrim(given.value) <> ''
        and length(given.value) <= 500
)

select * from final
