with

items as (
    select * from dwd.fct_order_item
),

return_matches as (
    select * from dwd.return_match
),

exchange_rates as (
    select * from dwd.exchange_rate_span
),

-- A matched return changes the order that sold the goods, on the day of the
-- return; an unmatched one is a document of its own.
changes as (
    select
        order_key, account_key, source, store_code, coupon_id, currency,
        business_line, sold_on, sold_on as effective_on,
        (gross_amount > 0)::integer as line_count, false as is_returned,
        quantity * (gross_amount > 0 and is_merchandise)::integer as unit_count,
        gross_amount, 0 as returned_amount, 0 as unmatched_returned_amount,
        gross_amount * is_merchandise::integer as merchandise_net_amount,
        promotion_discount_amount, coupon_discount_amount,
        other_discount_amount, cost_amount
    from items
    where not is_return
        and not is_stock_correction

    union all

    select
        order_key, account_key, source, store_code, coupon_id, currency,
        business_line, sold_on, returned_on as effective_on,
        0 as line_count,
        is_matched and (quantity > 0 or returned_amount > 0) as is_returned,
        -quantity * (is_priced and is_merchandise)::integer as unit_count,
        0 as gross_amount, returned_amount,
        returned_amount * (not is_matched)::integer
            as unmatched_returned_amount,
        -returned_amount * is_merchandise::integer as merchandise_net_amount,
        0 as promotion_discount_amount, 0 as coupon_discount_amount,
        0 as other_discount_amount, -returned_cost_amount as cost_amount
    from return_matches
),

-- One row for each business line, and one for all of them. Amounts without a
-- rate are compared as is, last: an order counts where it is converted.
days as (
    select
        order_key, account_key, source, store_code, coupon_id,
        changes.currency, coalesce(business_line, '*') as business_line,
        sold_on, effective_on, rate as exchange_rate,
        sum(line_count) as line_count,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount,
        sum(unmatched_returned_amount) as unmatched_returned_amount,
        sum(merchandise_net_amount) as merchandise_net_amount,
        sum(promotion_discount_amount) as promotion_discount_amount,
        sum(coupon_discount_amount) as coupon_discount_amount,
        sum(other_discount_amount) as other_discount_amount,
        sum(cost_amount) as cost_amount,
        (sum(sum(merchandise_net_amount * coalesce(rate, 1))) over so_far > 0)
            ::integer as counts,
        (bool_or(bool_or(is_returned)) over so_far)::integer as is_returned,
        (sum(sum(unit_count)) over so_far)::bigint as units,
        sum(sum(gross_amount - returned_amount)) over so_far as net_amount
    from changes
    left join exchange_rates
        on exchange_rates.currency = changes.currency
        and exchange_rates.starts_on <= sold_on
        and exchange_rates.ends_before > sold_on
    group by
        order_key, account_key, source, store_code, coupon_id,
        changes.currency, sold_on, effective_on, rate, rollup (business_line)
    window so_far as (
        partition by order_key, business_line
        order by effective_on, rate is null, changes.currency
        rows unbounded preceding
    )
),

-- Counts are changes that add up: -1 on the day the order stops counting.
final as (
    select
        order_key, business_line, currency, effective_on, account_key, source,
        store_code, coupon_id, sold_on,
        counts - lag(counts, 1, 0) over history as order_count,
        is_returned - lag(is_returned, 1, 0) over history
            as returned_order_count,
        line_count,
        counts * units - lag(counts * units, 1, 0::bigint) over history
            as unit_count,
        gross_amount, returned_amount, unmatched_returned_amount,
        gross_amount - returned_amount as net_amount,
        merchandise_net_amount,
        counts * net_amount
            - lag(counts * net_amount, 1, 0::numeric) over history
            as counted_net_amount,
        promotion_discount_amount, coupon_discount_amount,
        other_discount_amount, cost_amount, exchange_rate
    from days
    window history as (
        partition by order_key, business_line
        order by effective_on, exchange_rate is null, currency
    )
)

select * from final
