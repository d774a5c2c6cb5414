with

order_changes as (
    select * from dws.order_summary
),

person_days as (
    select * from dws.member_day
),

summaries as (
    select * from dws.member_summary
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

-- What has no exchange rate is in no amount.
orders as (
    select
        sold_on, effective_on, order_count, returned_order_count, line_count,
        unit_count, gross_amount, returned_amount, unmatched_returned_amount,
        net_amount, counted_net_amount, merchandise_net_amount,
        coalesce(exchange_rate, 0) as rate,
        (exchange_rate is not null)::integer as is_converted
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
        sum(gross_amount * rate) as gross_amount,
        sum(returned_amount * rate) as returned_amount,
        sum(unmatched_returned_amount * rate) as unmatched_returned_amount,
        sum(net_amount * rate) as net_amount,
        sum(merchandise_net_amount * rate) as merchandise_net_amount,
        sum(counted_net_amount * rate)
            / nullif(sum(order_count * is_converted), 0) as average_amount
    from orders
    group by sold_on
),

daily_movements as (
    select
        effective_on as business_on,
        sum(net_amount * rate) as net_by_return_day_amount
    from orders
    group by effective_on
),

daily_people as (
    select
        day.sold_on as business_on,
        count(*) filter (
            where day.order_count > 0 and membership = 'member'
        ) as buyer_count,
        count(*) filter (
            where converted_order_count > 0 and membership = 'member'
        ) as converted_buyers,
        count(*) filter (
            where first_purchased_on = sold_on and membership = 'member'
        ) as new_buyer_count,
        sum(day.net_amount * (membership = 'member')::integer) as member_net,
        sum(day.counted_net_amount * (membership = 'member')::integer) as kept,
        sum(day.net_amount * (membership = 'visitor')::integer) as visitor_net,
        sum(day.net_amount * (membership = 'excluded')::integer) as excluded_net
    from person_days as day
    inner join summaries
        on summaries.one_id = day.one_id
        and summaries.business_line = day.business_line
    where day.business_line = '*'
    group by day.sold_on
),

final as (
    select
        business_on,
        (select distinct reporting_currency from exchange_rates) as currency,
        coalesce(order_count, 0) as order_count,
        case when order_count is null then 0 else returned_order_count end
            as returned_order_count,
        coalesce(line_count, 0) as line_count,
        coalesce(unit_count, 0) as unit_count,
        coalesce(gross_amount, 0) as gross_amount,
        case when order_count is null then 0 else returned_amount end
            as returned_amount,
        case when order_count is null then 0 else unmatched_returned_amount end
            as unmatched_returned_amount,
        coalesce(net_amount, 0) as net_amount, net_by_return_day_amount,
        coalesce(merchandise_net_amount, 0) as merchandise_net_amount,
        coalesce(member_net, 0) as member_net_amount,
        coalesce(visitor_net, 0) as visitor_net_amount,
        coalesce(excluded_net, 0) as excluded_net_amount,
        coalesce(buyer_count, 0) as buyer_count,
        coalesce(new_buyer_count, 0) as new_buyer_count,
        round(average_amount, 2) as average_order_amount,
        round(kept / nullif(converted_buyers, 0), 2) as average_buyer_amount
    from daily_movements
    left join daily_orders using (business_on)
    left join daily_people using (business_on)
)

select * from final
