with

orders as (
    select * from dws.order_summary
),

account_days as (
    select * from dws.account_day
),

one_id_map as (
    select * from dwd.one_id_map
),

members as (
    select * from dws.member_summary
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

reporting as (
    select distinct reporting_currency as currency
    from exchange_rates
),

daily_orders as (
    select
        ordered_on as business_on,
        count(*) filter (where is_kept) as order_count,
        count(*) filter (
            where is_kept and exchange_rate is not null
        ) as converted_order_count,
        count(*) filter (where is_return) as return_document_count,
        sum(line_count)::bigint as line_count,
        sum(unit_count)::bigint as unit_count,
        coalesce(sum(gross_amount * exchange_rate), 0) as gross_amount,
        coalesce(sum(returned_amount * exchange_rate), 0) as returned_amount,
        coalesce(sum(net_amount * exchange_rate), 0) as net_amount,
        coalesce(sum(net_by_return_day_amount * exchange_rate), 0)
            as net_by_return_day_amount,
        coalesce(sum(merchandise_net_amount * exchange_rate), 0)
            as merchandise_net_amount
    from orders
    group by ordered_on
),

daily_members as (
    select
        account_days.ordered_on as business_on,
        count(distinct one_id_map.one_id) filter (
            where account_days.order_count > 0
        ) as buyer_count,
        count(distinct one_id_map.one_id) filter (
            where account_days.converted_order_count > 0
        ) as converted_buyer_count,
        count(distinct one_id_map.one_id) filter (
            where members.first_purchased_on = account_days.ordered_on
        ) as new_buyer_count,
        sum(account_days.net_amount) as member_net_amount
    from account_days
    inner join one_id_map
        on one_id_map.account_key = account_days.account_key
    inner join members
        on members.one_id = one_id_map.one_id
    group by account_days.ordered_on
),

final as (
    select
        daily_orders.business_on,
        (select currency from reporting) as currency,
        daily_orders.order_count,
        daily_orders.return_document_count,
        daily_orders.line_count,
        daily_orders.unit_count,
        daily_orders.gross_amount,
        daily_orders.returned_amount,
        daily_orders.net_amount,
        daily_orders.net_by_return_day_amount,
        daily_orders.merchandise_net_amount,
        coalesce(daily_members.member_net_amount, 0) as member_net_amount,
        coalesce(daily_members.buyer_count, 0) as buyer_count,
        coalesce(daily_members.new_buyer_count, 0) as new_buyer_count,
        round(
            daily_orders.net_amount
            / nullif(daily_orders.converted_order_count, 0), 2
        ) as average_order_amount,
        daily_members.member_net_amount
            / nullif(daily_members.converted_buyer_count, 0)
            as average_buyer_amount
    from daily_orders
    left join daily_members
        on daily_members.business_on = daily_orders.business_on
)

select * from final
