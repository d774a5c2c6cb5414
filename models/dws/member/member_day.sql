with

account_days as (
    select * from dws.account_day
),

one_id_map as (
    select * from dwd.one_id_map
),

-- What has no exchange rate is in no amount.
days as (
    select
        one_id_map.one_id, account_days.business_line, account_days.sold_on,
        account_days.order_count, account_days.line_count,
        account_days.discounted_line_count, account_days.unit_count,
        account_days.gross_amount, account_days.returned_amount,
        account_days.net_amount, account_days.counted_net_amount,
        account_days.discount_amount, account_days.cost_amount,
        account_days.costed_net_amount,
        coalesce(account_days.exchange_rate, 0) as rate,
        (account_days.exchange_rate is not null)::integer as is_converted
    from account_days
    inner join one_id_map
        on one_id_map.account_key = account_days.account_key
    where account_days.effective_on < warehouse.as_of()
),

summed as (
    select
        one_id,
        business_line,
        sold_on,
        sum(order_count)::bigint as order_count,
        sum(order_count * is_converted)::bigint as converted_order_count,
        sum(line_count)::bigint as line_count,
        sum(discounted_line_count)::bigint as discounted_line_count,
        sum(unit_count)::bigint as unit_count,
        sum(gross_amount * rate) as gross_amount,
        sum(returned_amount * rate) as returned_amount,
        sum(net_amount * rate) as net_amount,
        sum(counted_net_amount * rate) as counted_net_amount,
        sum(discount_amount * rate) as discount_amount,
        sum(cost_amount * rate) as cost_amount,
        sum(costed_net_amount * rate) as costed_net_amount
    from days
    group by one_id, business_line, sold_on
),

final as (
    select
        one_id,
        business_line,
        sold_on,
        order_count,
        converted_order_count,
        line_count,
        discounted_line_count,
        unit_count,
        gross_amount,
        returned_amount,
        net_amount,
        counted_net_amount,
        discount_amount,
        cost_amount,
        costed_net_amount,
        count(*) filter (where order_count > 0) over past_and_day
            as purchase_number,
        max(sold_on) filter (where order_count > 0) over past
            as previous_purchased_on
    from summed
    window
        past_and_day as (
            partition by one_id, business_line
            order by sold_on
            rows between unbounded preceding and current row
        ),
        past as (
            partition by one_id, business_line
            order by sold_on
            rows between unbounded preceding and 1 preceding
        )
)

select * from final
