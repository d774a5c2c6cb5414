with

orders as (
    select * from dws.order_summary
),

final as (
    select
        account_key,
        ordered_on,
        count(*) filter (where is_kept) as order_count,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount,
        sum(net_amount) as net_amount,
        sum(net_by_return_day_amount) as net_by_return_day_amount,
        currency
    from orders
    where account_key is not null
    group by account_key, ordered_on, currency
)

select * from final
