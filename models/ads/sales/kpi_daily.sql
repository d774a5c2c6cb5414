with

order_changes as (
    select * from dws.order_summary
),

account_days as (
    select * from dws.account_day
),

one_id_map as (
    select * from dwd.one_id_map
),

summaries as (
    select * from dws.member_summary
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

reporting as (
    select distinct reporting_currency as currency
    from exchange_rates
),

orders as (
    select
        sold_on,
        effective_on,
        order_count,
        order_count * (exchange_rate is not null)::integer
            as converted_order_count,
        returned_order_count,
        line_count,
        unit_count,
        gross_amount * exchange_rate as gross_amount,
        returned_amount * exchange_rate as returned_amount,
        unmatched_returned_amount * exchange_rate as unmatched_returned_amount,
        net_amount * exchange_rate as net_amount,
        counted_net_amount * exchange_rate as counted_net_amount,
        merchandise_net_amount * exchange_rate as merchandise_net_amount
    from order_changes
    where business_line = '*'
        and effective_on < warehouse.as_of()
),

daily_orders as (
    select
        sold_on as business_on,
        sum(order_count) as order_count,
        sum(returned_order_count) as returned_order_count,
        sum(line_count)::bigint as line_count,
        sum(unit_count)::bigint as unit_count,
        coalesce(sum(gross_amount), 0) as gross_amount,
        coalesce(sum(returned_amount), 0) as returned_amount,
        coalesce(sum(unmatched_returned_amount), 0)
            as unmatched_returned_amount,
        coalesce(sum(net_amount), 0) as net_amount,
        coalesce(sum(merchandise_net_amount), 0) as merchandise_net_amount,
        round(
            sum(counted_net_amount) / nullif(sum(converted_order_count), 0), 2
        ) as average_order_amount
    from orders
    group by sold_on
),

daily_movements as (
    select
        effective_on as business_on,
        coalesce(sum(net_amount), 0) as net_by_return_day_amount
    from orders
    group by effective_on
),

people as (
    select
        one_id,
        membership,
        first_purchased_on
    from summaries
    where business_line = '*'
),

person_days as (
    select
        account_days.sold_on,
        one_id_map.one_id,
        people.membership,
        people.first_purchased_on,
        sum(account_days.order_count) > 0 as is_purchase,
        sum(
            account_days.order_count
            * (account_days.exchange_rate is not null)::integer
        ) > 0 as is_converted,
        coalesce(
            sum(account_days.net_amount * account_days.exchange_rate), 0
        ) as net_amount
    from account_days
    inner join one_id_map
        on one_id_map.account_key = account_days.account_key
    inner join people
        on people.one_id = one_id_map.one_id
    where account_days.business_line = '*'
        and account_days.effective_on < warehouse.as_of()
    group by
        account_days.sold_on,
        one_id_map.one_id,
        people.membership,
        people.first_purchased_on
),

daily_people as (
    select
        sold_on as business_on,
        count(*) filter (
            where is_purchase and membership = 'member'
        ) as buyer_count,
        count(*) filter (
            where is_converted and membership = 'member'
        ) as converted_buyer_count,
        count(*) filter (
            where first_purchased_on = sold_on and membership = 'member'
        ) as new_buyer_count,
        coalesce(sum(net_amount) filter (where membership = 'member'), 0)
            as member_net_amount,
        coalesce(sum(net_amount) filter (where membership = 'visitor'), 0)
            as visitor_net_amount,
        coalesce(sum(net_amount) filter (where membership = 'excluded'), 0)
            as excluded_net_amount
    from person_days
    group by sold_on
),

final as (
    select
        business_on,
        (select currency from reporting) as currency,
        coalesce(daily_orders.order_count, 0) as order_count,
        coalesce(daily_orders.returned_order_count, 0) as returned_order_count,
        coalesce(daily_orders.line_count, 0) as line_count,
        coalesce(daily_orders.unit_count, 0) as unit_count,
        coalesce(daily_orders.gross_amount, 0) as gross_amount,
        coalesce(daily_orders.returned_amount, 0) as returned_amount,
        coalesce(daily_orders.unmatched_returned_amount, 0)
            as unmatched_returned_amount,
        coalesce(daily_orders.net_amount, 0) as net_amount,
        daily_movements.net_by_return_day_amount,
        coalesce(daily_orders.merchandise_net_amount, 0)
            as merchandise_net_amount,
        coalesce(daily_people.member_net_amount, 0) as member_net_amount,
        coalesce(daily_people.visitor_net_amount, 0) as visitor_net_amount,
        coalesce(daily_people.excluded_net_amount, 0) as excluded_net_amount,
        coalesce(daily_people.buyer_count, 0) as buyer_count,
        coalesce(daily_people.new_buyer_count, 0) as new_buyer_count,
        daily_orders.average_order_amount,
        daily_people.member_net_amount
            / nullif(daily_people.converted_buyer_count, 0)
            as average_buyer_amount
    from daily_movements
    left join daily_orders using (business_on)
    left join daily_people using (business_on)
)

select * from final
