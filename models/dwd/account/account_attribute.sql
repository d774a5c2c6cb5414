with

accounts as (
    select * from dwd.account
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

-- A masked phone only where there is no other.
given as (
    select 'shop' as source, buyer_id as source_account_id, attribute, value
    from shop_members
    cross join lateral (values
        ('name', name), ('city', city), ('phone', case
            when phone like '%*%' then coalesce(receiver_phone, phone)
            else coalesce(phone, receiver_phone)
        end)
    ) as attributes (attribute, value)
    union all
    select 'mini', openid, attribute, value
    from mini_members
    cross join lateral (values
        ('gender', nullif(gender, 0)::text), ('city', city), ('phone', phone)
    ) as attributes (attribute, value)
    union all
    select 'app', app_user_id, attribute, value
    from app_members
    cross join lateral (values
        ('phone', phone), ('email', email)
    ) as attributes (attribute, value)
    union all
    select 'pos', card_no, attribute, value
    from pos_members
    cross join lateral (values
        ('name', name), ('gender', gender), ('birthday', birthday::text),
        ('phone', phone)
    ) as attributes (attribute, value)
    union all
    select 'crm', member_no, attribute, value
    from crm_members
    cross join lateral (values
        ('name', name), ('gender', gender), ('birthday', birthday::text),
        ('city', city), ('phone', phone), ('email', email)
    ) as attributes (attribute, value)
    union all
    select 'wecom', external_userid, 'phone', remark_phone
    from wecom_contacts
),

final as (
    select
        accounts.account_key,
        given.attribute,
        given.value,
        coalesce(accounts.updated_at, accounts.joined_at) as known_at,
        accounts.source
    from given
    inner join accounts
        on accounts.source = given.source
        and accounts.source_account_id = given.source_account_id
    where btrim(given.value) <> ''
)

select * from final
