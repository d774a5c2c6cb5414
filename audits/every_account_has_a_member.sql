with

accounts as (
    select * from dwd.account
),

account_members as (
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
        from account_members
        where account_members.account_key = accounts.account_key
    )
),

unknown_accounts as (
    select distinct
        'order item of an account that is not in dwd.account' as problem,
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
