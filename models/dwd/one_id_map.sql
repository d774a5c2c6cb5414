with

accounts as (
    select * from dwd.account
),

final as (
    select
        account_key,
        account_key as one_id
    from accounts
)

select * from final
