with

items as (
    select * from dwd.fct_order_item
),

return_matches as (
    select * from dwd.return_match
),

parts_by_return as (
    select
        return_item_key,
        sum(quantity) as quantity,
        sum(returned_amount) as returned_amount
    from return_matches
    group by return_item_key
),

unequal_returns as (
    select
        'parts of a return differ from it' as problem,
        items.order_item_key,
        -items.quantity as quantity,
        parts_by_return.quantity as matched_quantity
    from items
    left join parts_by_return
        on parts_by_return.return_item_key = items.order_item_key
    where items.is_return
        and (
            parts_by_return.quantity is distinct from -items.quantity
            or parts_by_return.returned_amount
            is distinct from items.returned_amount
        )
),

parts_by_sale as (
    select
        reduced_item_key,
        min(returned_on) as first_returned_on,
        sum(quantity) as quantity
    from return_matches
    where is_matched
    group by reduced_item_key
),

exceeded_sales as (
    select
        'more units returned than sold, or before the sale' as problem,
        items.order_item_key,
        items.quantity,
        parts_by_sale.quantity as matched_quantity
    from parts_by_sale
    inner join items
        on items.order_item_key = parts_by_sale.reduced_item_key
    where items.is_return
        or parts_by_sale.quantity > items.quantity
        or parts_by_sale.first_returned_on < items.sold_on
),

final as (
    select problem, order_item_key, quantity, matched_quantity
    from unequal_returns
    union all
    select problem, order_item_key, quantity, matched_quantity
    from exceeded_sales
)

select * from final
