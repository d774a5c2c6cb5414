with

accounts as (
    select * from dwd.account
),

one_id_map as (
    select * from dwd.one_id_map
),

items as (
    select * from dwd.fct_order_item
),

accounts_without_member as (
    select
        'account without member' as problem,
        account_key
    from accounts
    where not exists (
        select
        from one_id_map
        where one_id_map.account_key = accounts.account_key
    )
),

unknown_accounts as (
    select distinct
        'order item whose account is not in dwd.account' as problem,
        account_key
    from items
    where account_key is not null
        and not exists (
            select
            from accounts
            where accounts.account_key = items.account_key
        )
),

final as (
    select problem, account_key from accounts_without_member
    union all
    select problem, account_key from unknown_accounts
)

select * from final
