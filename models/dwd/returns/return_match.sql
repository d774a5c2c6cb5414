with

-- Read twice. Without this, Postgres would first write all facts to disk.
items as not materialized (
    select * from dwd.fct_order_item
),

return_parts as (
    select * from dwd.return_part
),

reasons as (
    select * from dwd.return_reason
),

matched_returns as (
    select
        return_item_key,
        sum(quantity)::bigint as quantity
    from return_parts
    group by return_item_key
),

unmatched as (
    select
        items.order_item_key as return_item_key,
        items.order_item_key as reduced_item_key,
        -items.quantity - coalesce(matched_returns.quantity, 0) as quantity
    from items
    left join matched_returns
        on matched_returns.return_item_key = items.order_item_key
    where items.is_return
        and (
            matched_returns.return_item_key is null
            or matched_returns.quantity < -items.quantity
        )
),

parts as (
    select return_item_key, reduced_item_key, quantity from return_parts
    union all
    select return_item_key, reduced_item_key, quantity from unmatched
),

counted as (
    select
        return_item_key, reduced_item_key, quantity,
        sum(quantity) over (
            partition by return_item_key
            order by reduced_item_key
            rows unbounded preceding
        ) as quantity_so_far
    from parts
),

valued as (
    select
        counted.return_item_key, counted.reduced_item_key,
        reduced.order_key, reduced.account_key, reduced.source,
        reduced.store_code, reduced.coupon_id, reduced.business_line,
        reduced.is_merchandise, reduced.gross_amount > 0 as is_priced,
        reduced.sold_on,
        greatest(items.sold_on, reduced.sold_on) as returned_on,
        counted.quantity, counted.quantity_so_far,
        -items.quantity as returned_quantity,
        items.returned_amount,
        greatest(2, scale(items.returned_amount)) as digits,
        items.currency,
        coalesce(reasons.is_resaleable, false) as is_resaleable,
        reduced.quantity as reduced_quantity,
        reduced.cost_amount as reduced_cost_amount
    from counted
    inner join items
        on items.order_item_key = counted.return_item_key
    inner join items as reduced
        on reduced.order_item_key = counted.reduced_item_key
    left join reasons
        on reasons.return_reason = items.return_reason
),

-- The value of a return is the amount returned, whatever the sale's price was.
-- Its parts are rounded so that they add up to it.
final as (
    select
        return_item_key, reduced_item_key,
        return_item_key <> reduced_item_key as is_matched,
        order_key, account_key, source, store_code, coupon_id, business_line,
        is_merchandise, is_priced, sold_on, returned_on, quantity,
        case
            when quantity = returned_quantity then returned_amount
            else round(
                returned_amount * quantity_so_far / returned_quantity, digits
            ) - round(
                returned_amount * (quantity_so_far - quantity)
                / returned_quantity, digits
            )
        end as returned_amount,
        case
            when reduced_cost_amount is null then null
            when not is_resaleable or quantity = 0 then 0
            else round(
                reduced_cost_amount * quantity / reduced_quantity,
                greatest(2, scale(reduced_cost_amount))
            )
        end as returned_cost_amount,
        currency
    from valued
)

select * from final
