with

items as (
    select * from dwd.fct_order_item
),

return_matches as (
    select * from dwd.return_match
),

-- A source without any return may have no file of them: unknown, not zero.
not_returned as (
    select distinct source, false as is_returned, 0 as returned_amount
    from return_matches
),

-- A matched return changes the order that sold the goods, on the day of the
-- return; an unmatched one is a document of its own.
changes as (
    select
        order_key, account_key, source, store_code, coupon_id, currency,
        business_line, sold_on, sold_on as effective_on,
        (gross_amount > 0)::integer as line_count,
        (gross_amount > 0 and quantity * unit_price > gross_amount)::integer
            as discounted_line_count, not_returned.is_returned,
        quantity * (gross_amount > 0 and is_merchandise)::integer as unit_count,
        gross_amount, not_returned.returned_amount,
        not_returned.returned_amount as unmatched_returned_amount,
        gross_amount * is_merchandise::integer as merchandise_net_amount,
        promotion_discount_amount, coupon_discount_amount,
        other_discount_amount, cost_amount,
        gross_amount * (cost_amount is not null)::integer as costed_net_amount
    from items
    left join not_returned using (source)
    where not is_return
        and not is_stock_correction

    union all

    select
        order_key, account_key, source, store_code, coupon_id, currency,
        business_line, sold_on, returned_on as effective_on,
        0 as line_count, 0 as discounted_line_count,
        is_matched and (quantity > 0 or returned_amount > 0) as is_returned,
        -quantity * (is_priced and is_merchandise)::integer as unit_count,
        0 as gross_amount, returned_amount,
        returned_amount * (not is_matched)::integer
            as unmatched_returned_amount,
        -returned_amount * is_merchandise::integer as merchandise_net_amount,
        0 as promotion_discount_amount, 0 as coupon_discount_amount,
        0 as other_discount_amount, -returned_cost_amount as cost_amount,
        -returned_amount * (returned_cost_amount is not null)::integer
            as costed_net_amount
    from return_matches
),

by_line as (
    select
        order_key, business_line, currency, effective_on,
        min(account_key) as account_key, min(source) as source,
        min(store_code) as store_code, min(coupon_id) as coupon_id,
        min(sold_on) as sold_on, bool_or(is_returned) as is_returned,
        sum(line_count) as line_count, sum(unit_count)::bigint as unit_count,
        sum(discounted_line_count) as discounted_line_count,
        sum(gross_amount) as gross_amount, sum(cost_amount) as cost_amount,
        sum(returned_amount) as returned_amount,
        sum(unmatched_returned_amount) as unmatched_returned_amount,
        sum(merchandise_net_amount) as merchandise_net_amount,
        sum(promotion_discount_amount) as promotion_discount_amount,
        sum(coupon_discount_amount) as coupon_discount_amount,
        sum(other_discount_amount) as other_discount_amount,
        sum(costed_net_amount) as costed_net_amount
    from changes
    group by order_key, business_line, currency, effective_on
),

-- Faster than `rollup`, which reads all items twice.
final as (
    select
        order_key, business_line, currency, effective_on, account_key, source,
        store_code, coupon_id, sold_on, is_returned, line_count,
        discounted_line_count, unit_count, gross_amount, cost_amount,
        returned_amount, unmatched_returned_amount, merchandise_net_amount,
        promotion_discount_amount, coupon_discount_amount,
        other_discount_amount, costed_net_amount
    from by_line

    union all

    select
        order_key, '*' as business_line, currency, effective_on,
        min(account_key) as account_key, min(source) as source,
        min(store_code) as store_code, min(coupon_id) as coupon_id,
        min(sold_on) as sold_on, bool_or(is_returned) as is_returned,
        sum(line_count)::bigint as line_count,
        sum(discounted_line_count)::bigint as discounted_line_count,
        sum(unit_count)::bigint as unit_count,
        sum(gross_amount) as gross_amount, sum(cost_amount) as cost_amount,
        sum(returned_amount) as returned_amount,
        sum(unmatched_returned_amount) as unmatched_returned_amount,
        sum(merchandise_net_amount) as merchandise_net_amount,
        sum(promotion_discount_amount) as promotion_discount_amount,
        sum(coupon_discount_amount) as coupon_discount_amount,
        sum(other_discount_amount) as other_discount_amount,
        sum(costed_net_amount) as costed_net_amount
    from by_line
    group by order_key, currency, effective_on
)

select * from final
