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
        (gross_amount > 0)::integer as line_count,
        case when gross_amount > 0 and is_merchandise then quantity else 0 end
            as unit_count,
        gross_amount, 0 as returned_amount, 0 as unmatched_returned_amount,
        case when is_merchandise then gross_amount else 0 end
            as merchandise_net_amount,
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
        case when is_priced and is_merchandise then -quantity else 0 end
            as unit_count,
        0 as gross_amount, returned_amount,
        case when is_matched then 0 else returned_amount end
            as unmatched_returned_amount,
        case when is_merchandise then -returned_amount else 0 end
            as merchandise_net_amount,
        0 as promotion_discount_amount, 0 as coupon_discount_amount,
        0 as other_discount_amount, -returned_cost_amount as cost_amount
    from return_matches
),

-- One row for each business line, and one for all of them.
days as (
    select
        order_key, account_key, source, store_code, coupon_id, currency,
        coalesce(business_line, '*') as business_line, sold_on, effective_on,
        sum(line_count) as line_count,
        sum(unit_count) as unit_count,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount,
        sum(unmatched_returned_amount) as unmatched_returned_amount,
        sum(merchandise_net_amount) as merchandise_net_amount,
        sum(promotion_discount_amount) as promotion_discount_amount,
        sum(coupon_discount_amount) as coupon_discount_amount,
        sum(other_discount_amount) as other_discount_amount,
        sum(cost_amount) as cost_amount
    from changes
    group by
        order_key, account_key, source, store_code, coupon_id, currency,
        sold_on, effective_on, rollup (business_line)
),

-- A refund can be in another currency than its order. Amounts without a rate
-- are compared as they are.
running as (
    select
        days.order_key, days.account_key, days.source, days.store_code,
        days.coupon_id, days.currency, days.business_line, days.sold_on,
        days.effective_on, days.line_count, days.gross_amount,
        days.returned_amount, days.unmatched_returned_amount,
        days.merchandise_net_amount, days.promotion_discount_amount,
        days.coupon_discount_amount, days.other_discount_amount,
        days.cost_amount, exchange_rates.rate as exchange_rate,
        sum(
            days.merchandise_net_amount * coalesce(exchange_rates.rate, 1)
        ) over so_far > 0 as counts,
        sum(days.unit_count) over so_far as units_so_far,
        sum(days.gross_amount - days.returned_amount) over so_far as net_so_far,
        sum(days.returned_amount - days.unmatched_returned_amount)
            over so_far > 0 as is_returned
    from days
    left join exchange_rates
        on exchange_rates.currency = days.currency
        and exchange_rates.starts_on <= days.sold_on
        and exchange_rates.ends_before > days.sold_on
    window so_far as (
        partition by days.order_key, days.business_line
        order by days.effective_on, days.currency
        rows unbounded preceding
    )
),

-- Counts are changes that add up: -1 on the day the order stops counting.
final as (
    select
        order_key, business_line, currency, effective_on, account_key, source,
        store_code, coupon_id, sold_on,
        counts::integer - lag(counts::integer, 1, 0) over history
            as order_count,
        is_returned::integer - lag(is_returned::integer, 1, 0) over history
            as returned_order_count,
        line_count,
        (
            case when counts then units_so_far else 0 end
            - lag(case when counts then units_so_far else 0 end, 1, 0::numeric)
                over history
        )::bigint as unit_count,
        gross_amount, returned_amount, unmatched_returned_amount,
        gross_amount - returned_amount as net_amount,
        merchandise_net_amount,
        case when counts then net_so_far else 0 end
            - lag(case when counts then net_so_far else 0 end, 1, 0::numeric)
                over history as counted_net_amount,
        promotion_discount_amount, coupon_discount_amount,
        other_discount_amount, cost_amount, exchange_rate
    from running
    window history as (
        partition by order_key, business_line
        order by effective_on, currency
    )
)

select * from final
