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

daily_orders as (
    select
        ordered_on as business_on,
        currency,
        count(*) filter (where is_kept) as order_count,
        count(*) filter (where is_return) as return_document_count,
        sum(line_count)::bigint as line_count,
        sum(unit_count)::bigint as unit_count,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount,
        sum(net_amount) as net_amount,
        sum(net_by_return_day_amount) as net_by_return_day_amount,
        sum(merchandise_net_amount) as merchandise_net_amount
    from orders
    group by ordered_on, currency
),

daily_members as (
    select
        account_days.ordered_on as business_on,
        account_days.currency,
        count(distinct one_id_map.one_id) filter (
            where account_days.order_count > 0
        ) as buyer_count,
        count(distinct one_id_map.one_id) filter (
            where members.first_purchased_on = account_days.ordered_on
        ) as new_buyer_count,
        sum(account_days.net_amount) as member_net_amount
    from account_days
    inner join one_id_map
        on one_id_map.account_key = account_days.account_key
    inner join members
        on members.one_id = one_id_map.one_id
    group by account_days.ordered_on, account_days.currency
),

final as (
    select
        daily_orders.business_on,
        daily_orders.currency,
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
            daily_orders.net_amount / nullif(daily_orders.order_count, 0), 2
        ) as average_order_amount,
        daily_members.member_net_amount
            / nullif(daily_members.buyer_count, 0) as average_buyer_amount
    from daily_orders
    left join daily_members
        on daily_members.business_on = daily_orders.business_on
        and daily_members.currency = daily_orders.currency
)

select * from final
