with

orders as (
    select * from dws.order_summary
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

reporting as (
    select distinct reporting_currency as currency
    from exchange_rates
),

final as (
    select
        account_key,
        ordered_on,
        count(*) filter (where is_kept) as order_count,
        count(*) filter (
            where is_kept and exchange_rate is not null
        ) as converted_order_count,
        coalesce(sum(gross_amount * exchange_rate), 0) as gross_amount,
        coalesce(sum(returned_amount * exchange_rate), 0) as returned_amount,
        coalesce(sum(net_amount * exchange_rate), 0) as net_amount,
        coalesce(sum(net_by_return_day_amount * exchange_rate), 0)
            as net_by_return_day_amount,
        (select currency from reporting) as currency
    from orders
    where account_key is not null
    group by account_key, ordered_on
)

select * from final
