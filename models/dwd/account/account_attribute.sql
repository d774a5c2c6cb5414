with

accounts as (
    select * from dwd.account
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

given as (
    select source, source_account_id, attribute, value
    from platform_members
    cross join lateral (values
        ('name', receiver_name), ('city', city), ('phone', phone)
    ) as attributes (attribute, value)
    where is_current
    union all
    select 'mini' as source, openid as source_account_id, attribute, value
    from mini_members
    cross join lateral (values
        ('gender', nullif(gender, 0)::text), ('city', city), ('phone', phone)
    ) as attributes (attribute, value)
    union all
    select 'app' as source, app_user_id as source_account_id, attribute, value
    from app_members
    cross join lateral (values
        ('phone', phone), ('email', email)
    ) as attributes (attribute, value)
    union all
    select 'pos' as source, card_no as source_account_id, attribute, value
    from pos_members
    cross join lateral (values
        ('name', name), ('gender', gender), ('birthday', birthday::text),
        ('phone', phone)
    ) as attributes (attribute, value)
    union all
    select 'crm' as source, member_no as source_account_id, attribute, value
    from crm_members
    cross join lateral (values
        ('name', name), ('gender', gender), ('birthday', birthday::text),
        ('city', city), ('phone', phone), ('email', email)
    ) as attributes (attribute, value)
    union all
    select
        'wecom' as source,
        external_userid as source_account_id,
        'phone' as attribute,
        remark_phone as value
    from wecom_contacts
),

final as (
    select
        accounts.account_key,
        given.attribute,
        given.value,
        coalesce(accounts.updated_at, accounts.first_seen_at) as known_at,
        accounts.source
    from given
    inner join accounts
        on accounts.source = given.source
        and accounts.source_account_id = given.source_account_id
    where btrim(given.value) <> ''
)

select * from final
