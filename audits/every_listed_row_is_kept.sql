with

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

accounts as (
    select * from dwd.account
),

catalogue as (
    select * from ods.product
),

products as (
    select * from dwd.dim_product
),

store_list as (
    select * from ods.store
),

stores as (
    select * from dwd.dim_store
),

members as (
    select source, source as account_source, source_account_id
    from platform_members
    where is_current
    union all
    select 'ods.mini_member' as source, 'mini' as account_source,
        openid as source_account_id from mini_members
    union all
    select 'ods.app_member' as source, 'app' as account_source,
        app_user_id as source_account_id from app_members
    union all
    select 'ods.pos_member' as source, 'pos' as account_source,
        card_no as source_account_id from pos_members
    union all
    select 'ods.crm_member' as source, 'crm' as account_source,
        member_no as source_account_id from crm_members
    union all
    select 'ods.wecom_contact' as source, 'wecom' as account_source,
        external_userid as source_account_id from wecom_contacts
),

final as (
    select
        source,
        count(*) as rows_lost
    from members
    where not exists (
        select
        from accounts
        where accounts.source = members.account_source
            and accounts.source_account_id = members.source_account_id
    )
    group by source

    union all

    select 'ods.product' as source, count(*) as rows_lost
    from catalogue
    where not exists (
        select
        from products
        where products.code_system = 'catalogue'
            and products.product_code = catalogue.product_code
    )
    having count(*) > 0

    union all

    select 'ods.store' as source, count(*) as rows_lost
    from store_list
    where not exists (
        select
        from stores
        where stores.store_code = store_list.store_code
            and stores.is_listed
    )
    having count(*) > 0
)

select * from final
